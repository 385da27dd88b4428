import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import { anyText, marksOf, type Reading, rowsAround, type Stored, storedFrom } from './read.ts';
import type { AssignmentRow } from './rows.ts';

/** As much of a programme as its assignments depend on. */
export type ProgrammeOf = Pick<
  Selectable<Tables['programme']>,
  | 'programme_id'
  | 'title'
  | 'state'
  | 'owner_id'
  | 'coordinator_id'
  | 'coordinator_name'
  | 'procedure'
  | 'baseline'
  | 'version'
  | 'dispatched_at'
>;

/** Some assignments with all that an act on them, or a page about them, has to know. */
export interface Surroundings {
  readonly programme: ProgrammeOf;
  /** All assignments of their measures, without marks. */
  readonly rows: readonly AssignmentRow[];
  /** Those that were asked for, as far as there are such. */
  readonly asked: ReadonlyMap<string, Stored>;
}

export async function programmeOf(tx: Reading, programme: string): Promise<ProgrammeOf | undefined> {
  return tx
    .selectFrom('programme')
    .select([
      ...(['programme_id', 'title', 'state', 'owner_id', 'coordinator_id', 'coordinator_name'] as const),
      ...(['procedure', 'baseline', 'version', 'dispatched_at'] as const),
    ])
    .where('programme_id', '=', programme)
    .executeTakeFirst();
}

/** Three queries, however many are asked for; undefined where there is no such programme. */
export async function surroundingsOf(
  tx: Reading,
  programme: string,
  ids: readonly string[],
): Promise<Surroundings | undefined> {
  const head = await programmeOf(tx, programme);
  if (!head) return undefined;
  const rows = await rowsAround(tx, programme, ids);
  const wanted = new Set(ids);
  const marks = await marksOf(tx, programme, ids);
  const stored = storedFrom(
    rows.filter(({ id }) => wanted.has(id)),
    marks,
  );
  return { programme: head, rows, asked: new Map(stored.map((one) => [one.row.id, one])) };
}

/** What a page says of a measure besides its assignments. */
export type MeasureText = Pick<
  Selectable<Tables['measure']>,
  | 'id'
  | 'text'
  | 'kind'
  | 'standard'
  | 'targets'
  | 'deadlines'
  | 'deliverables'
  | 'origins'
  | 'due_on'
  | 'position'
> & { readonly item_id: string; readonly item_no: number; readonly item_title: string };

/** These measures with their items, in one query. */
export async function measureTexts(
  tx: Reading,
  programme: string,
  measures: readonly string[],
): Promise<Map<string, MeasureText>> {
  const rows = await tx
    .selectFrom('measure')
    .innerJoin('item', (join) =>
      join.onRef('item.programme_id', '=', 'measure.programme_id').onRef('item.id', '=', 'measure.item_id'),
    )
    .select([
      ...(['measure.id', 'measure.text', 'measure.kind', 'measure.standard', 'measure.targets'] as const),
      ...([
        'measure.deadlines',
        'measure.deliverables',
        'measure.origins',
        'measure.due_on',
        'measure.position',
      ] as const),
      ...(['measure.item_id', 'item.no as item_no', 'item.title as item_title'] as const),
    ])
    .where('measure.programme_id', '=', programme)
    .where('measure.id', '=', anyText(measures))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
