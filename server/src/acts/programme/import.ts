import type { Canonical } from '@luodi/core/journal';
import { draftProgramme, type Ledger, type LedgerDuty, type UnitRef, unitsOf } from '@luodi/core/programme';
import { keepFile } from '../../files/kept.ts';
import { decide, insist } from '../../scope/decide.ts';
import type { Who } from '../../scope/who.ts';
import { knownUnits } from '../../store/directory/write.ts';
import { uuidFrom } from '../../store/identifier.ts';
import { refreshQuestions } from '../../store/inbox.ts';
import { insertProgramme } from '../../store/programme/save.ts';
import { sm3Of } from '../../store/row.ts';
import { reachOf } from '../../store/scope/reach.ts';
import { unitNames } from '../../views/programme/by.ts';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import { viewerOf } from '../../views/programme/viewer.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { ensureUnits } from '../directory/ensure.ts';
import { compiledDocument, type Document } from './compiled.ts';
import type { AskingPost } from './decided.ts';

/**
 * 建账: a document becomes a programme in draft. The unit of who asks owns and coordinates it. The same request with the
 * same Idempotency-Key opens the same programme.
 * @param title instead of that of the document
 * @throws {Refusal} `file/…`, `programme/not-a-plan`, `scope/…`
 */
export async function importDocument(
  ground: Ground,
  asking: AskingPost,
  document: Document,
  title?: string,
): Promise<Answered<ProgrammeView>> {
  const { who } = asking;
  const { query } = ground.database;
  insist(decide(who, await reachOf(query, who), 'programmes', 'open', {}));
  return openFrom(ground, { asking, who, facts: {} }, document, title);
}

/** Who a programme is opened for, and how the journal tells who did it. */
export interface OpeningFor {
  readonly asking: Asking;
  readonly who: Who;
  readonly facts: { readonly [key: string]: Canonical };
}

/** Opens the programme for somebody of whom it was decided that they may. */
export async function openFrom(
  ground: Ground,
  { asking, who, facts }: OpeningFor,
  document: Document,
  title?: string,
): Promise<Answered<ProgrammeView>> {
  const { query } = ground.database;
  const { compiled, ledger: proposed } = await compiledDocument(document, ground.directory, who.region);
  const file = sm3Of(document.bytes);
  const { once } = asking;
  const id = once ? uuidFrom(`programme ${who.person} ${once.key}`) : ground.newId();
  await keepFile(ground.files, file, document.bytes, ground.newId());
  const units = [who.unit, ...unitsIn(proposed)];
  await ensureUnits(ground, asking, units);
  const known = await knownUnits(query, units);
  const coordinator = await ownUnit(ground, who.unit);
  const ledger = { ...withKnown(proposed, known), title: title?.trim() || proposed.title, coordinator };
  const name = {
    ...{ programme: id, act: 'programme/import', opens: true },
    subject: { kind: 'programme', id },
  };
  return perform(ground, asking, name, async (held) => {
    const { source, meta } = compiled;
    const { docNumber, issuer, issuedOn, period } = ledger.document;
    const opened = {
      programme: draftProgramme(id, ledger),
      owner: who.unit,
      document: {
        ...{ id: ground.newId(), name: source.name, media: source.format, bytes: document.bytes.length },
        ...{ file_sm3: file, sm3: source.sm3, text: source.text },
        meta: JSON.stringify({ docNumber, issuer, issuedOn, period }),
        compiled: JSON.stringify(compiled),
      },
    };
    const row = await insertProgramme(held, opened, held.at);
    await refreshQuestions(held.tx, id);
    const viewer = await viewerOf(held.tx, { who, at: held.at }, 'programme', id);
    const read = { file, text: source.sm3, genre: meta.genre, items: ledger.items.length };
    return {
      answer: await viewOf(held.tx, viewer, { row, ledger }),
      facts: { ...facts, ...read, owner: who.unit },
      units: [who.unit],
    };
  });
}

/** The unit of who asks, with its name. */
async function ownUnit({ database }: Ground, id: string): Promise<UnitRef> {
  return { id, name: (await unitNames(database.query, [id])).get(id) ?? id };
}

function unitsIn(ledger: Ledger): string[] {
  return ledger.items.flatMap(({ duties }) => duties.flatMap((duty) => unitsOf(duty).map(({ id }) => id)));
}

/** What the directory of the installation does not know stays open, for a person to say which unit it is. */
function withKnown(ledger: Ledger, known: ReadonlySet<string>): Ledger {
  const isKnown = (unit: UnitRef | null) => unit !== null && known.has(unit.id);
  const of = (duty: LedgerDuty): LedgerDuty => ({
    ...duty,
    unit: isKnown(duty.unit) ? duty.unit : null,
    group: duty.group && {
      ...duty.group,
      owner: isKnown(duty.group.owner) ? duty.group.owner : null,
      members: duty.group.members?.every(isKnown) ? duty.group.members : null,
    },
  });
  return { ...ledger, items: ledger.items.map((item) => ({ ...item, duties: item.duties.map(of) })) };
}
