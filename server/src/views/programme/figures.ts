import type { AssignmentState } from '@luodi/core/assignment';
import { type Ledger, measuresOf, openPoints, unitsOf } from '@luodi/core/programme';
import type { MeasureKind } from '@luodi/core/task';

/** What a list is filtered by to show what a figure counts. */
export interface Filter {
  readonly kind?: MeasureKind;
  readonly state?: AssignmentState;
  readonly code?: string;
}

/** 数字: one figure of a programme, and the list with its filter in which one sees what it counts. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly list: 'items' | 'ledger' | 'goals' | 'units' | 'open-points' | 'assignments' | 'change-requests';
  readonly filter: Filter;
}

const KINDS = ['document', 'quantity', 'event', 'standing'] as const satisfies readonly MeasureKind[];

/** The figures that stand in the ledger itself. */
export function ledgerFigures(ledger: Ledger): Figure[] {
  const { items, goals } = ledger;
  const measures = measuresOf(ledger);
  const duties = items.flatMap((item) => item.duties);
  const units = new Set(duties.flatMap((duty) => unitsOf(duty).map(({ id }) => id)));
  const points = openPoints(ledger);
  const open = points.filter(({ code }) => code === 'programme/group-open').length;
  return [
    figure('parts', new Set(items.map(({ path }) => path[0] ?? '')).size, 'items'),
    figure('items', items.length, 'items'),
    figure('measures', measures.length, 'ledger'),
    ...KINDS.map((kind) => {
      const value = measures.filter((measure) => measure.kind === kind).length;
      return figure(`measures-${kind}`, value, 'ledger', { kind });
    }),
    figure('targets', measures.flatMap(({ targets }) => targets).length, 'ledger'),
    figure('goals', goals.length, 'goals'),
    figure('units', units.size, 'units'),
    figure('open-points', points.length, 'open-points'),
    figure('open-groups', open, 'open-points', { code: 'programme/group-open' }),
  ];
}

/** 交办事项 by the state in which they are. */
export function assignmentFigures(states: ReadonlyMap<AssignmentState, number>): Figure[] {
  const all = [...states.values()].reduce((sum, count) => sum + count, 0);
  return [
    figure('assignments', all, 'assignments'),
    ...[...states].map(([state, count]) => figure(`assignments-${state}`, count, 'assignments', { state })),
  ];
}

export function figure(name: string, value: number, list: Figure['list'], filter: Filter = {}): Figure {
  return { figure: name, value, list, filter };
}
