import { Refusal } from '@luodi/core/base';
import type { ScopeCode } from '@luodi/core/message';
import type { DocumentRef } from '@luodi/core/programme';
import type { Compiled } from '@luodi/core/task';
import type { Kysely } from 'kysely';
import type { Tables } from '../../store/tables.ts';

/** 公文: the document of a programme, with the text that every place in the ledger points into. */
export interface DocumentView extends DocumentRef {
  readonly id: string;
  /** txt, md, html, docx, pdf, ofd, doc, wps */
  readonly media: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly fileSm3: string;
  readonly addedAt: string;
  readonly text: string;
}

/** @throws {Refusal} `scope/not-found` */
export async function documentView(query: Kysely<Tables>, programme: string): Promise<DocumentView> {
  const row = await documentsOf(query, programme)
    .select(['document.id', 'document.name', 'document.media', 'document.bytes', 'document.file_sm3'])
    .select(['document.sm3', 'document.text', 'document.meta', 'document.added_at'])
    .executeTakeFirst();
  if (!row) throw new Refusal<ScopeCode>('scope/not-found');
  const { meta, file_sm3, added_at, ...document } = row;
  return { ...document, ...meta, fileSm3: file_sm3, addedAt: added_at.toISOString() };
}

/** What the compiler made of the document (luodi/compiled). @throws {Refusal} `scope/not-found` */
export async function compiledView(query: Kysely<Tables>, programme: string): Promise<Compiled> {
  const row = await documentsOf(query, programme).select('document.compiled').executeTakeFirst();
  if (!row) throw new Refusal<ScopeCode>('scope/not-found');
  return JSON.parse(row.compiled) as Compiled;
}

/** The document that the ledger was opened from. */
function documentsOf(query: Kysely<Tables>, programme: string) {
  return query
    .selectFrom('programme')
    .innerJoin('document', (join) =>
      join
        .onRef('document.programme_id', '=', 'programme.programme_id')
        .onRef('document.id', '=', 'programme.document_id'),
    )
    .where('programme.programme_id', '=', programme);
}
