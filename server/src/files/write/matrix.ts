import type { Compiled, DutyRole } from '@luodi/core/task';
import { ROLES } from './duties-of.ts';

/** How a role is marked in a table of units and tasks. */
export const ROLE_MARKS: Readonly<Record<DutyRole, string>> = {
  lead: '●',
  responsible: '○',
  cooperate: '△',
  guide: '◇',
  local: '□',
};

/** One unit (or group of units) with its roles in every item that names it. */
export interface UnitRow {
  readonly key: string;
  readonly name: string;
  /** Roles by item number, each once, in the order of ROLES. */
  readonly roles: ReadonlyMap<number, readonly DutyRole[]>;
  /** Items in which it has the role. */
  readonly counts: Readonly<Record<DutyRole, number>>;
}

/** What tells one unit from another: its id, or its name where the directory does not know it. */
export function unitKey({ unit, name }: { unit: { id: string } | null; name: string }): string {
  return unit?.id ?? name;
}

/** All units of the document, those that lead most first; units alike in this stay in the order of the document. */
export function unitRows({ items }: Compiled): UnitRow[] {
  const units = new Map<string, { name: string; roles: Map<number, Set<DutyRole>> }>();
  for (const { no, duties } of items) {
    for (const duty of duties) {
      const key = unitKey(duty);
      const unit = units.get(key) ?? { name: duty.name, roles: new Map<number, Set<DutyRole>>() };
      units.set(key, unit);
      const roles = unit.roles.get(no) ?? new Set<DutyRole>();
      unit.roles.set(no, roles.add(duty.role));
    }
  }
  const rows = [...units].map(([key, { name, roles }]): UnitRow => {
    const sorted = new Map([...roles].map(([no, set]) => [no, ROLES.filter((role) => set.has(role))]));
    const count = (role: DutyRole) => [...roles.values()].filter((set) => set.has(role)).length;
    const counts = {
      lead: count('lead'),
      responsible: count('responsible'),
      cooperate: count('cooperate'),
      guide: count('guide'),
      local: count('local'),
    };
    return { key, name, roles: sorted, counts };
  });
  return rows.sort((one, other) => other.counts.lead - one.counts.lead || other.roles.size - one.roles.size);
}
