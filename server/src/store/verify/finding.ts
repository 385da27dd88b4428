import type { JournalCode } from '@luodi/core/message';
import type { TableName } from '../row.ts';

/** 校验结果的一条: what does not hold, and where: table, row, columns and the event that last wrote the row. */
export interface Finding {
  readonly code: JournalCode;
  readonly table: TableName;
  /** The journal: a programme, or DIRECTORY. */
  readonly programme: string;
  readonly row: string | null;
  /** The columns that were changed, where that can be told. */
  readonly columns: readonly string[];
  readonly seq: number | null;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The first finding of a kind in a table, and how many there are. */
export interface Counted extends Finding {
  readonly count: number;
}

/** What is known of a finding when it is made; the rest follows. */
export type Found = Pick<Finding, 'code' | 'table' | 'programme'> &
  Partial<Pick<Finding, 'row' | 'columns' | 'seq' | 'parameters'>>;

/** Keeps the first of each kind, so that a database that was destroyed does not fill the memory. */
export interface Findings {
  readonly add: (found: Found) => void;
  readonly all: () => Counted[];
}

export function newFindings(): Findings {
  const kinds = new Map<string, Finding & { count: number }>();
  return {
    add: ({ code, table, programme, row = null, columns = [], seq = null, parameters = {} }) => {
      const kind = kinds.get(`${code} ${table}`);
      if (kind) {
        kind.count++;
        return;
      }
      const shown = {
        ...{ table, programme, row: row ?? '–', column: columns.join(', ') || '–', seq: seq ?? '–' },
        ...parameters,
      };
      kinds.set(`${code} ${table}`, {
        code,
        table,
        programme,
        row,
        columns,
        seq,
        parameters: shown,
        count: 1,
      });
    },
    all: () => [...kinds.values()],
  };
}
