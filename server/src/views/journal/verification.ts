import { sentence } from '@luodi/core/message';
import type { Who } from '../../scope/who.ts';
import type { Database } from '../../store/database.ts';
import { DIRECTORY } from '../../store/journal.ts';
import {
  type Evidence,
  type Finding,
  type Verified,
  verifyDatabase,
  verifyJournalAlone,
} from '../../store/verify/index.ts';
import { insistOnJournal } from './viewer.ts';

/** 校验结论 for a screen: what was looked at, and the first fault of each kind with its sentence; none: all holds. */
export interface VerificationView extends Omit<Verified, 'findings'> {
  readonly at: string;
  readonly whole: boolean;
  readonly findings: readonly (Finding & { readonly count: number; readonly sentence: string })[];
}

/** Several that ask for the same check at once get the same one: it reads the whole journal. */
const running = new WeakMap<object, Map<string, Promise<Verified>>>();

/**
 * Checks the journal of a programme and the rows that it explains; in the name of the journal of the directory, the
 * whole database.
 * @throws {Refusal} `scope/not-found`
 */
export async function verificationOf(
  database: Pick<Database, 'query'>,
  evidence: Evidence,
  { who, at }: { readonly who: Who; readonly at: Date },
  programme: string,
): Promise<VerificationView> {
  await insistOnJournal(database.query, who, 'verify', programme);
  const verified = await once(database.query, programme, () =>
    programme === DIRECTORY
      ? verifyDatabase(database, evidence)
      : verifyJournalAlone(database, evidence, programme),
  );
  return verificationView(verified, at);
}

export function verificationView(verified: Verified, at: Date): VerificationView {
  return {
    ...verified,
    at: at.toISOString(),
    whole: verified.findings.length === 0,
    findings: verified.findings.map((one) => ({ ...one, sentence: sentence(one.code, one.parameters) })),
  };
}

async function once(query: object, programme: string, check: () => Promise<Verified>): Promise<Verified> {
  const own = running.get(query) ?? new Map<string, Promise<Verified>>();
  running.set(query, own);
  const known = own.get(programme);
  if (known) return known;
  const begun = check().finally(() => own.delete(programme));
  own.set(programme, begun);
  return begun;
}
