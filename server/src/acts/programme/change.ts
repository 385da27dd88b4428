import { Refusal } from '@luodi/core/base';
import type { ProgrammeCode } from '@luodi/core/message';
import type {
  LedgerAct,
  LedgerDeadline,
  LedgerDuty,
  LedgerMeasure,
  LedgerTarget,
  Procedure,
  Rhythm,
  UnitRef,
} from '@luodi/core/programme';

/** A unit as somebody names it: its id, and what it is to be called here where that is not its own name. */
export interface UnitNamed {
  readonly id: string;
  readonly name?: string;
}

/** A part as somebody writes it: with its id where it is there already. Where it stands in the document is kept anyhow. */
type Written<Part extends { readonly id: string; readonly origin: unknown }> = Omit<Part, 'id' | 'origin'> & {
  readonly id?: string;
  readonly origin?: unknown;
};

type MeasureChange = Partial<
  Pick<LedgerMeasure, 'text' | 'kind' | 'standard' | 'deliverables' | 'rhythm'> & {
    readonly targets: readonly Written<LedgerTarget>[];
    readonly deadlines: readonly Written<LedgerDeadline>[];
    readonly reportingUnit: UnitNamed | null;
  }
>;
type DutyChange = Partial<
  Pick<LedgerDuty, 'role' | 'order' | 'measures'> & { readonly unit: UnitNamed | null }
>;

/** Acts that are written as the core has them. */
type Plain = Extract<
  LedgerAct,
  {
    readonly act:
      | 'edit-item'
      | 'add-measure'
      | 'remove-measure'
      | 'split-measure'
      | 'merge-measures'
      | 'remove-duty'
      | 'remove-goal';
  }
>;

/** 改动: an act on a ledger as somebody writes it: units by id, the procedure by its id in rules/procedure or as it is. */
export type LedgerChange =
  | Plain
  | {
      readonly act: 'edit-programme';
      readonly change: {
        readonly title?: string;
        readonly coordinator?: UnitNamed | null;
        readonly rhythm?: Rhythm | null;
        readonly procedure?: string | Procedure | null;
      };
    }
  | { readonly act: 'edit-measure'; readonly measure: string; readonly change: MeasureChange }
  | { readonly act: 'edit-duty'; readonly duty: string; readonly change: DutyChange }
  | {
      readonly act: 'add-duty';
      readonly item: string;
      readonly duty: Pick<LedgerDuty, 'role' | 'order' | 'measures'> & { readonly unit: UnitNamed };
    }
  | { readonly act: 'assign-question'; readonly duty: string; readonly owner: UnitNamed }
  | { readonly act: 'resolve-group'; readonly duty: string; readonly members: readonly UnitNamed[] }
  | {
      readonly act: 'edit-goal';
      readonly goal: string;
      readonly change: Pick<MeasureChange, 'text' | 'targets' | 'deadlines'>;
    };

/** The units that changes name. */
export function unitsNamed(changes: readonly LedgerChange[]): string[] {
  const named = changes.flatMap((one): (UnitNamed | null | undefined)[] => {
    switch (one.act) {
      case 'edit-programme':
        return [one.change.coordinator];
      case 'edit-measure':
        return [one.change.reportingUnit];
      case 'edit-duty':
        return [one.change.unit];
      case 'add-duty':
        return [one.duty.unit];
      case 'assign-question':
        return [one.owner];
      case 'resolve-group':
        return [...one.members];
      default:
        return [];
    }
  });
  return [...new Set(named.flatMap((unit) => unit?.id ?? []))];
}

/** What is known about what changes name. */
export interface Named {
  /** What each unit is called. */
  readonly units: ReadonlyMap<string, string>;
  readonly procedures: readonly Procedure[];
  /** In front of the ids of new parts: different for every act on the programme. */
  readonly fresh: string;
}

/** The changes as acts of the core. @throws {Refusal} `programme/no-such-unit`, `programme/no-such-procedure` */
export function ledgerActs(changes: readonly LedgerChange[], named: Named): LedgerAct[] {
  let made = 0;
  const newId = () => `${named.fresh}.${++made}`;
  const unit = ({ id, name }: UnitNamed): UnitRef => {
    const known = named.units.get(id);
    if (known === undefined) throw new Refusal<ProgrammeCode>('programme/no-such-unit', { id });
    return { id, name: name ?? known };
  };
  const unitOrNull = (one: UnitNamed | null) => (one === null ? null : unit(one));
  const parts = <Part extends { readonly id: string; readonly origin: unknown }>(
    list: readonly Written<Part>[],
  ): Part[] => list.map((part) => ({ ...part, id: part.id ?? newId(), origin: null }) as unknown as Part);
  const measure = ({ targets, deadlines, reportingUnit, ...plain }: MeasureChange) => ({
    ...plain,
    ...(targets && { targets: parts<LedgerTarget>(targets) }),
    ...(deadlines && { deadlines: parts<LedgerDeadline>(deadlines) }),
    ...(reportingUnit !== undefined && { reportingUnit: unitOrNull(reportingUnit) }),
  });
  return changes.map((one): LedgerAct => {
    switch (one.act) {
      case 'edit-programme': {
        const { coordinator, procedure, ...plain } = one.change;
        return {
          act: one.act,
          change: {
            ...plain,
            ...(coordinator !== undefined && { coordinator: unitOrNull(coordinator) }),
            ...(procedure !== undefined && { procedure: procedureNamed(procedure, named) }),
          },
        };
      }
      case 'edit-measure':
        return { ...one, change: measure(one.change) };
      case 'edit-goal':
        return { ...one, change: measure(one.change) };
      case 'edit-duty': {
        const { unit: given, ...plain } = one.change;
        return { ...one, change: { ...plain, ...(given !== undefined && { unit: unitOrNull(given) }) } };
      }
      case 'add-duty':
        return { ...one, duty: { ...one.duty, unit: unit(one.duty.unit) } };
      case 'assign-question':
        return { ...one, owner: unit(one.owner) };
      case 'resolve-group':
        return { ...one, members: one.members.map(unit) };
      default:
        return one;
    }
  });
}

function procedureNamed(id: string | Procedure | null, { procedures }: Named): Procedure | null {
  if (typeof id !== 'string') return id;
  const found = procedures.find((one) => one.id === id);
  if (!found) throw new Refusal<ProgrammeCode>('programme/no-such-procedure', { id });
  return found;
}
