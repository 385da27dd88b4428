import { type Ledger, measuresOf, openPoints, unitsOf } from '@luodi/core/programme';

/** What the ledger page is filtered by to show what a figure counts; null where it shows no measures. */
export interface Filter {
  readonly kind?: string;
  readonly state?: string;
  readonly due?: 'past' | 'week' | 'none';
}

/** 数字: one figure of a programme, and where the things that it counts are listed. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly list: 'ledger' | 'open-points' | 'goals' | 'units' | 'tasks' | 'change-requests';
  readonly filter: Filter;
}

/** The figures that stand in the ledger itself. */
export function ledgerFigures(ledger: Ledger): Figure[] {
  const { items, goals } = ledger;
  const measures = measuresOf(ledger);
  const duties = items.flatMap((item) => item.duties);
  const ofKind = (kind: string) => measures.filter((measure) => measure.kind === kind).length;
  const units = new Set(duties.flatMap((duty) => unitsOf(duty).map(({ id }) => id)));
  return [
    figure('parts', new Set(items.map(({ path }) => path[0] ?? '')).size, 'tasks'),
    figure('tasks', items.length, 'tasks'),
    figure('measures', measures.length, 'ledger'),
    ...['document', 'quantity', 'event', 'standing'].map((kind) =>
      figure(kind, ofKind(kind), 'ledger', { kind }),
    ),
    figure('targets', measures.flatMap(({ targets }) => targets).length, 'ledger'),
    figure('goals', goals.length, 'goals'),
    figure('units', units.size, 'units'),
    figure('open-points', openPoints(ledger).length, 'open-points'),
    figure('open-groups', duties.filter(({ group }) => group?.members === null).length, 'open-points'),
  ];
}

export function figure(name: string, value: number, list: Figure['list'], filter: Filter = {}): Figure {
  return { figure: name, value, list, filter };
}
