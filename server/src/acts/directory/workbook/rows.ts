import type { Parameters } from '@luodi/core/base';
import { type BookRow, type Column, columnsOf, type FieldOf, SHEETS, type SheetKey } from './columns.ts';
import { type Fault, type FaultCode, fault, type SentRow } from './parse.ts';

/** 差异: what a row would change. */
export interface Change {
  readonly sheet: string;
  readonly row: number;
  /** `set-up`, `rename` …: what is done for it. */
  readonly act: string;
  /** What it is done to, as people call it. */
  readonly name: string;
  readonly fields: readonly { readonly head: string; readonly before: string; readonly after: string }[];
}

/** Notes what is wrong with a row, at the cell of this field. */
export type Wrong = (row: SentRow, field: string, code: FaultCode, parameters?: Parameters) => void;

export function wrongInto(faults: Fault[]): Wrong {
  return (row, field, code, parameters) => {
    const cells = row.cells as Readonly<Record<string, string | undefined>>;
    const cell = cells[field] ?? Object.values(cells)[0] ?? `A${row.row}`;
    faults.push(fault({ sheet: SHEETS[row.sheet].name, row: row.row, cell }, code, parameters));
  };
}

/** A row that is there already, with what somebody wrote otherwise; `before` null where it is new. */
export interface Compared<S extends SheetKey> {
  readonly row: SentRow<S>;
  readonly before: BookRow<S> | null;
  /** Fields that differ, those of questions left out. */
  readonly changed: readonly FieldOf<S>[];
}

/**
 * Compares rows with what is there, by their ids. Unknown ids, ids that stand in two rows and columns that are only
 * shown are refused; a row that says nothing new is left out.
 */
export function compared<S extends SheetKey>(
  sent: readonly SentRow<S>[],
  there: readonly BookRow<S>[],
  idField: FieldOf<S>,
  unknown: FaultCode,
  wrong: Wrong,
): readonly Compared<S>[] {
  const byId = new Map(there.map((row) => [row[idField], row]));
  const seen = new Map<string, number>();
  return sent.flatMap((row): Compared<S>[] => {
    const id = row.fields[idField] ?? '';
    if (id === '') return [{ row, before: null, changed: fieldsOf(row) }];
    const first = seen.get(id);
    if (first !== undefined) {
      wrong(row, idField, 'directory/row-twice', { id, row: first });
      return [];
    }
    seen.set(id, row.row);
    const before = byId.get(id);
    if (!before) {
      wrong(row, idField, unknown, { id, code: id });
      return [];
    }
    const changed = fieldsOf(row).filter((field) => row.fields[field] !== before[field]);
    const fixed = changed.filter((field) => columnOf(row.sheet, field).shown);
    for (const field of fixed) onlyShown(row, field, wrong);
    return fixed.length > 0 || changed.length === 0 ? [] : [{ row, before, changed }];
  });
}

/** A column that cannot be changed in this row. */
export function onlyShown<S extends SheetKey>(row: SentRow<S>, field: FieldOf<S>, wrong: Wrong): void {
  const text = row.fields[field] ?? '';
  wrong(row, field, 'directory/column-fixed', { head: columnOf(row.sheet, field).head, text });
}

/** Fields that the file has, but for those that only say how a change is meant. */
function fieldsOf<S extends SheetKey>(row: SentRow<S>): readonly FieldOf<S>[] {
  return columnsOf(row.sheet).flatMap(([field, { asked }]) =>
    asked || row.fields[field as FieldOf<S>] === undefined ? [] : (field as FieldOf<S>),
  );
}

export function columnOf(sheet: SheetKey, field: string): Column {
  return (SHEETS[sheet].columns as Readonly<Record<string, Column>>)[field] as Column;
}

/** What a row would change, for people to look at. */
export function changeOf<S extends SheetKey>(
  { row, before, changed }: Compared<S>,
  act: string,
  name: string,
): Change {
  return {
    ...{ sheet: SHEETS[row.sheet].name, row: row.row, act, name },
    fields: changed
      .filter((field) => before !== null || row.fields[field] !== '')
      .map((field) => ({
        head: columnOf(row.sheet, field).head,
        before: before?.[field] ?? '',
        after: row.fields[field] ?? '',
      })),
  };
}

/** The value of one of a few words; undefined, and noted, where it is none of them. */
export function wordIn<T extends string>(
  row: SentRow,
  field: string,
  words: Readonly<Record<T, string>>,
  wrong: Wrong,
): T | undefined {
  const text = (row.fields as Readonly<Record<string, string | undefined>>)[field] ?? '';
  const found = Object.entries(words).find(([, word]) => word === text)?.[0] as T | undefined;
  if (found === undefined) {
    const { head } = columnOf(row.sheet, field);
    if (text === '') wrong(row, field, 'directory/cell-empty', { head });
    else wrong(row, field, 'directory/cell-word', { text, words: Object.values(words).join('、') });
  }
  return found;
}
