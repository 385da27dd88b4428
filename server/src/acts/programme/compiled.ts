import { Refusal } from '@luodi/core/base';
import type { ProgrammeCode } from '@luodi/core/message';
import { type Ledger, ledgerFrom } from '@luodi/core/programme';
import { type Compiled, compileText } from '@luodi/core/task';
import { contextOf, type Directory, membersOf, standingUnitOf } from '@luodi/core/unit';
import { readBytes } from '../../files/read/index.ts';
import { sm3Of } from '../../store/row.ts';

/** A document as somebody brings it. */
export interface Document {
  /** File name; its extension decides how it is read. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Said by the person who brings it: goes before what the document says. */
  readonly issuer?: string;
  readonly year?: number;
}

/** A document that was read and compiled, and the ledger that it proposes. */
export interface Proposal {
  readonly compiled: Compiled;
  readonly ledger: Ledger;
}

/** A plan is no book: this is some 1.4 million characters. */
const TEXT_BYTES = 4 * 2 ** 20;
/** Bytes of a file that is brought. */
export const FILE_BYTES = 50 * 2 ** 20;

/**
 * 编译: reads a file in a process of its own, compiles it with the directory of the installation, and opens a ledger in
 * which the groups that can be counted are answered.
 * @param home the region of the unit that opens it. Where neither the document nor the person says who issued it, its
 *   government did: 市财政局 in a document that a city's office brings is that city's.
 * @throws {Refusal} `file/…`; `programme/not-a-plan`
 */
export async function compiledDocument(
  { name, bytes, issuer: given, year }: Document,
  directory: Directory,
  home: string | null,
): Promise<Proposal> {
  const limits = { inputBytes: FILE_BYTES, textBytes: TEXT_BYTES };
  const { text: read, tables, map, hints, sm3, ...source } = await readBytes(bytes, { name, limits });
  const text = storable(read);
  const compiledFor = (issuer: string | undefined) =>
    compileText(text, {
      ...source,
      sm3: text === read ? sm3 : sm3Of(Buffer.from(text, 'utf8')),
      ...{ tables, hints, directory },
      ...(map && { map }),
      ...(issuer !== undefined && { issuer }),
      ...(year !== undefined && { year }),
    });
  const first = compiledFor(given);
  const isUnsaid = given === undefined && first.meta.issuer === null && first.meta.kind === 'plan';
  const government = isUnsaid && home !== null ? standingUnitOf(directory, `${home}/人民政府`) : null;
  const issuer = government?.names.at(-1)?.name ?? given;
  const compiled = government ? compiledFor(issuer) : first;
  const { kind, genre, issuer: said, issuedOn, period } = compiled.meta;
  if (kind === 'other')
    throw new Refusal<ProgrammeCode>('programme/not-a-plan', { name, genre: genre ?? '—' });
  const dated = period?.begins ?? issuedOn;
  const context = contextOf(directory, {
    issuer: issuer ?? said?.name ?? null,
    year: year ?? (dated === null ? null : Number(dated.slice(0, 4))),
  });
  return { compiled, ledger: ledgerFrom(compiled, (group) => membersOf(context, group)) };
}

/** PostgreSQL takes no NUL and no half of a character: each becomes U+FFFD, so that all spans stay where they are. */
function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\ufffd');
}
