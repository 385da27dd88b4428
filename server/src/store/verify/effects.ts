import type { JournalEvent } from '@luodi/core/journal';
import { columnsOf, marksOf, type Row, rowId, sm3OfTexts, type TableName, textOf } from '../row.ts';

/** What the journal says of a row: the last event that wrote it, and what stood there then. */
export interface Known {
  readonly seq: number;
  /** Null: the event took the row away. */
  readonly sm3: string | null;
  readonly marks: string | null;
  readonly columns: readonly string[];
  /** Whether the row was met in its table. */
  met: boolean;
}

/** The last effect of each row, table by table. */
export type Explained = Map<string, Map<string, Known>>;

/** A share of the rows: those whose number modulo `of` is `at`. All of them: `{ at: 0, of: 1 }`. */
export interface Share {
  readonly at: number;
  readonly of: number;
}

/** How many rows are held, and how many may be. */
export interface Held {
  rows: number;
  readonly most: number;
}

/** Thrown where a share is too large to be held. */
export const TOO_MANY = Symbol('more rows than are held at once');

/**
 * Takes up the effects of an event. Events are told apart by the number that stands in them, not by where they stand.
 * @throws TOO_MANY
 */
export function takeUp(explained: Explained, held: Held, event: JournalEvent, share: Share): void {
  for (const { of, columns, rows } of event.effects) {
    let table = explained.get(of);
    if (!table) {
      table = new Map();
      explained.set(of, table);
    }
    const named = interned(columns);
    for (const [id, sm3, marks] of rows) {
      if (!isIn(share, id)) continue;
      const known = table.get(id);
      if (known && known.seq > event.seq) continue;
      if (!known && ++held.rows > held.most) throw TOO_MANY;
      table.set(id, { seq: event.seq, sm3, marks, columns: named, met: false });
    }
  }
}

/** Whether a row of this name belongs to the share. */
export function isIn({ at, of }: Share, id: string): boolean {
  if (of === 1) return true;
  let sum = 0x811c9dc5;
  for (let place = 0; place < id.length; place++) sum = Math.imul(sum ^ id.charCodeAt(place), 0x01000193);
  return (sum >>> 0) % of === at;
}

/** The columns of a table are the same in most events: one list for all. */
const lists = new Map<string, readonly string[]>();

function interned(columns: readonly string[]): readonly string[] {
  const name = columns.join(' ');
  const known = lists.get(name);
  if (known) return known;
  if (lists.size > 1000) lists.clear();
  lists.set(name, columns);
  return columns;
}

/** A row as it stands in its table now, in the texts that are hashed. */
export interface Standing {
  readonly id: string;
  readonly columns: readonly string[];
  readonly texts: readonly string[];
}

export function standingOf(table: TableName, row: Row): Standing {
  const columns = columnsOf(row);
  return { id: rowId(table, row), columns, texts: columns.map((column) => safeText(row[column])) };
}

/** No canonical text begins so: a value that the program cannot have written equals none. */
const FOREIGN = 'foreign ';

function safeText(value: unknown): string {
  try {
    return textOf(value);
  } catch {
    return `${FOREIGN}${String(value)}`;
  }
}

/**
 * The columns in which a row differs from what the journal says of it: null where it does not differ, none where the
 * marks do not tell. Columns that came later than the event are not looked at.
 */
export function differing({ columns, texts }: Standing, known: Known): string[] | null {
  const textAt = (column: string) => {
    const at = columns.indexOf(column);
    return at < 0 ? undefined : texts[at];
  };
  const then = known.columns.map(textAt);
  const isWhole = then.every((text) => text !== undefined);
  if (isWhole && sm3OfTexts(known.columns, then as string[]) === known.sm3) return null;
  const changed = changedColumns(known, then);
  // A column that is gone from the table takes the hash of the whole row with it; the marks still tell of the others.
  return !isWhole && changed.length === 0 ? null : changed;
}

const MARK = 4;

/** The columns whose marks are not those of these texts. */
export function changedColumns(
  { columns, marks }: Pick<Known, 'columns' | 'marks'>,
  texts: readonly (string | undefined)[],
): string[] {
  const now = marksOf(
    columns,
    texts.map((text) => text ?? ''),
  );
  const changed = columns.filter(
    (_, at) =>
      texts[at] !== undefined &&
      now.slice(at * MARK, (at + 1) * MARK) !== marks?.slice(at * MARK, (at + 1) * MARK),
  );
  // Behind another salt all other marks are others too, and tell nothing.
  return changed.includes('salt') ? ['salt'] : changed;
}
