import {
  type Ledger,
  type LedgerDuty,
  type LedgerItem,
  leadsOf,
  reportingUnitOf,
  type UnitRef,
  unitsOf,
} from '../programme/index.ts';
import type { Assignment, SlipRole } from './assignment.ts';

/** 交办单: all that one unit gets from a programme, with its role in each measure, in the order of the document. */
export interface Slip {
  readonly unit: UnitRef;
  readonly entries: readonly SlipEntry[];
}

export interface SlipEntry {
  readonly item: string;
  readonly measure: string;
  readonly role: SlipRole;
  readonly lead: UnitRef;
  readonly reports: boolean;
}

/** The stronger role comes first: a unit that stands in two roles of one measure gets it once, in the stronger one. */
const STRENGTH: readonly SlipRole[] = ['lead', 'co-lead', 'responsible', 'local', 'cooperate', 'guide'];
/** 配合、指导单位 do not report unless asked. */
const SILENT: ReadonlySet<SlipRole> = new Set(['cooperate', 'guide']);

/**
 * One slip for each unit, ordered by where the unit first stands in the document. Measures whose lead is not settled
 * are left out: a confirmed ledger has none.
 */
export function slipsFrom(ledger: Ledger): Slip[] {
  const slips = new Map<string, { readonly unit: UnitRef; readonly entries: SlipEntry[] }>();
  for (const item of ledger.items) {
    for (const measure of item.measures) {
      const lead = reportingUnitOf(item, measure);
      if (!lead) continue;
      for (const [unit, role] of rolesIn(item, measure.id, lead)) {
        const slip = slips.get(unit.id) ?? { unit, entries: [] };
        slips.set(unit.id, slip);
        slip.entries.push({ item: item.id, measure: measure.id, role, lead, reports: !SILENT.has(role) });
      }
    }
  }
  return [...slips.values()];
}

/** The assignments of a slip before they are dispatched. `idOf` names each; the same entry must get the same name. */
export function assignmentsOf(
  slip: Slip,
  programme: string,
  coordinator: UnitRef,
  idOf: (entry: SlipEntry) => string,
): Assignment[] {
  return slip.entries.map((entry) => ({
    ...{
      id: idOf(entry),
      programme,
      measure: entry.measure,
      unit: slip.unit,
      role: entry.role,
      lead: entry.lead,
    },
    ...{
      coordinator,
      reports: entry.reports,
      final: false,
      state: 'drafted' as const,
      marks: [],
      follows: null,
    },
  }));
}

/**
 * 改派、转办: the assignment of the unit that takes over. After a ruling it is final: the new unit cannot dispute it.
 * Where the lead itself is replaced, the new unit leads.
 */
export function successorOf(assignment: Assignment, id: string, unit: UnitRef): Assignment {
  const ruled = assignment.marks.at(-1)?.act === 'reassign';
  const lead = assignment.unit.id === assignment.lead.id ? unit : assignment.lead;
  return { ...assignment, id, unit, lead, final: ruled, state: 'drafted', marks: [], follows: assignment.id };
}

/** The same assignment under another consolidating lead: where the lead's own was reassigned or transferred. */
export function withLead(assignment: Assignment, lead: UnitRef): Assignment {
  return { ...assignment, lead };
}

function rolesIn(
  item: LedgerItem,
  measure: string,
  lead: UnitRef,
): readonly (readonly [UnitRef, SlipRole])[] {
  const found = new Map<string, { unit: UnitRef; role: SlipRole }>();
  const leads = new Set(leadsOf(item, measure).map(({ id }) => id));
  for (const duty of item.duties.filter(({ measures }) => measures.includes(measure))) {
    for (const unit of unitsOf(duty)) {
      const role = roleOf(duty, unit, lead, leads);
      const known = found.get(unit.id);
      if (!known) found.set(unit.id, { unit, role });
      else if (STRENGTH.indexOf(role) < STRENGTH.indexOf(known.role))
        found.set(unit.id, { unit: known.unit, role });
    }
  }
  return [...found.values()].map(({ unit, role }) => [unit, role]);
}

function roleOf(duty: LedgerDuty, unit: UnitRef, lead: UnitRef, leads: ReadonlySet<string>): SlipRole {
  if (unit.id === lead.id) return 'lead';
  return leads.has(unit.id) ? 'co-lead' : duty.role === 'lead' ? 'co-lead' : duty.role;
}
