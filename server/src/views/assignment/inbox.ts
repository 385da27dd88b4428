import { type RawBuilder, sql } from 'kysely';
import type { InboxKind, Role } from '../../scope/who.ts';
import { anyText, anyUuid, type Reading } from '../../store/assignment/read.ts';
import type { InboxRow } from '../../store/inbox.ts';
import { visible } from '../../store/scope/visible.ts';
import { type Looking, todayOf } from './looking.ts';

/** 待办: one thing that has to be done next, with the act that does it. */
export interface InboxLine {
  readonly programme: { readonly id: string; readonly title: string };
  readonly kind: InboxKind;
  readonly subject: { readonly kind: 'assignment' | 'duty' | 'change-request'; readonly id: string };
  readonly role: Role;
  readonly measure: { readonly id: string; readonly text: string } | null;
  readonly item: { readonly no: number; readonly title: string } | null;
  /** Whose assignment it is; null for questions about the ledger. */
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  /** 暂按周一至周五推算: the day was counted in a year whose holidays are not published. */
  readonly assumed: boolean;
  readonly since: string;
  /** What the button does: an act of LIFE, or of the programme. */
  readonly act: string;
}

/** After which line a page begins. */
export type AfterInbox = readonly [dueOn: string | null, programme: string, subject: string, kind: string];

/** The one act that does it; the page of the thing has the others. */
const PRIMARY: Readonly<Record<InboxKind, string>> = {
  acknowledge: 'acknowledge',
  rule: 'uphold',
  begin: 'begin',
  work: 'claim',
  sign: 'sign',
  consolidate: 'consolidate',
  accept: 'accept',
  verify: 'verify',
  close: 'close',
  answer: 'resolve-group',
  decide: 'approve-change',
};

/**
 * 待办 of the person’s unit for the duties of their post (a leader sees all of the unit’s), by last day, those without
 * one last. Two queries.
 */
export async function viewInbox(
  tx: Reading,
  looking: Looking,
  {
    after,
    limit,
    kind,
  }: { readonly after: AfterInbox | null; readonly limit: number; readonly kind?: InboxKind | undefined },
): Promise<{ readonly rows: InboxLine[]; readonly next: AfterInbox | null }> {
  const { who, reach } = looking;
  const today = todayOf(looking);
  const of = kind === undefined ? sql`true` : sql`inbox.kind = ${kind}`;
  const from = sql`from inbox
    where inbox.unit_id = ${who.unit} and ${of} and ${visible('inbox', who, reach)}`;
  const { rows: found } = await pageAfter(from, after, limit + 1).execute(tx);
  const page = found.slice(0, limit);
  const known = await namesOf(tx, page);
  const rows = page.map((row): InboxLine => {
    const name = known.get(`${row.programme_id} ${row.subject_id}`);
    const text = known.get(`${row.programme_id} ${row.measure_id ?? ''}`);
    return {
      programme: { id: row.programme_id, title: known.get(row.programme_id)?.title ?? '' },
      ...{ kind: row.kind, subject: { kind: subjectOf(row.kind), id: row.subject_id }, role: row.role },
      measure: row.measure_id === null ? null : { id: row.measure_id, text: text?.title ?? '' },
      item: text?.item_no == null ? null : { no: text.item_no, title: text.item_title ?? '' },
      unit: name?.unit_id == null ? null : { id: name.unit_id, name: name.title },
      ...{ dueOn: row.due_on, overdue: row.due_on !== null && row.due_on < today },
      assumed: row.assumed,
      since: row.since.toISOString(),
      act: row.kind === 'close' && name?.helps ? 'release' : PRIMARY[row.kind],
    };
  });
  const last = found.length > limit ? page.at(-1) : undefined;
  return { rows, next: last ? [last.due_on, last.programme_id, last.subject_id, last.kind] : null };
}

/** 待办数: how many lines wait for this person, and how many of them are over their day. One query. */
export async function countInbox(
  tx: Reading,
  looking: Looking,
): Promise<{ readonly open: number; readonly overdue: number }> {
  const { who, reach } = looking;
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open,
      (count(*) filter (where inbox.due_on < ${todayOf(looking)}::date))::int as overdue
    from inbox where inbox.unit_id = ${who.unit} and ${visible('inbox', who, reach)}`.execute(tx);
  return rows[0] ?? { open: 0, overdue: 0 };
}

/** Lines without a day come last; behind a line with one, they are a range of the index of their own. */
function pageAfter(from: RawBuilder<unknown>, after: AfterInbox | null, limit: number): RawBuilder<InboxRow> {
  const order = sql`order by due_on, programme_id, subject_id, kind limit ${sql.lit(limit)}`;
  if (after === null) return sql<InboxRow>`select * ${from} ${order}`;
  const [dueOn, programme, subject, kind] = after;
  const place = sql`(${programme}::uuid, ${subject}, ${kind})`;
  if (dueOn === null)
    return sql<InboxRow>`select * ${from} and due_on is null and (programme_id, subject_id, kind) > ${place} ${order}`;
  return sql<InboxRow>`
    (select * ${from} and (due_on, programme_id, subject_id, kind)
      > (${dueOn}::date, ${programme}::uuid, ${subject}, ${kind}) ${order})
    union all (select * ${from} and due_on is null ${order})
    limit ${sql.lit(limit)}`;
}

interface Name {
  readonly of: string;
  readonly title: string;
  readonly item_no: number | null;
  readonly item_title: string | null;
  readonly unit_id: string | null;
  readonly helps: boolean | null;
}

/** What the programmes, measures and assignments of these lines are called. */
async function namesOf(tx: Reading, page: readonly InboxRow[]): Promise<Map<string, Name>> {
  if (page.length === 0) return new Map();
  const programmes = [...new Set(page.map(({ programme_id }) => programme_id))];
  const measures = [...new Set(page.flatMap(({ measure_id }) => measure_id ?? []))];
  const subjects = page.flatMap(({ kind, subject_id }) =>
    subjectOf(kind) === 'assignment' ? subject_id : [],
  );
  const { rows } = await sql<Name>`
    select p.programme_id::text as of, p.title, null::int as item_no, null as item_title,
      null as unit_id, null::boolean as helps
    from programme p where p.programme_id = ${anyUuid(programmes)}
    union all
    select m.programme_id || ' ' || m.id, m.text, i.no, i.title, null, null
    from measure m join item i on i.programme_id = m.programme_id and i.id = m.item_id
    where m.programme_id = ${anyUuid(programmes)} and m.id = ${anyText(measures)}
    union all
    select a.programme_id || ' ' || a.id, a.unit_name, null, null, a.unit_id,
      not a.reports and a.unit_id <> a.lead_id
    from assignment a
    where a.programme_id = ${anyUuid(programmes)} and a.id = ${anyUuid(subjects)}`.execute(tx);
  return new Map(rows.map((row) => [row.of, row]));
}

function subjectOf(kind: InboxKind): InboxLine['subject']['kind'] {
  if (kind === 'answer') return 'duty';
  return kind === 'decide' ? 'change-request' : 'assignment';
}
