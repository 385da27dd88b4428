import type { Ledger, UnitRef } from '../programme/index.ts';
import { type Assignment, type AssignmentState, kindOf } from './assignment.ts';
import { LIFE } from './life.ts';
import { type Slip, type SlipEntry, slipsFrom } from './slips.ts';
import { stands } from './standing.ts';

/** An assignment without what was done to it. */
export type Unmarked = Omit<Assignment, 'marks'>;

/** 交办方案: what a dispatch has to do so that every duty of the ledger is in somebody’s hands, and nothing else. */
export interface DispatchPlan {
  /** What is given out now. */
  readonly slips: readonly Slip[];
  /** No longer in the ledger: taken back. */
  readonly dropped: readonly Unmarked[];
  /** With the role, lead and coordinating unit that the ledger now says. */
  readonly changed: readonly Unmarked[];
  /** What stays in the hands in which it is. */
  readonly standing: readonly Unmarked[];
  /** What the ledger changed but the life of the assignment does not allow now: it was claimed or signed already. */
  readonly waiting: readonly Unmarked[];
}

/** States in which something was claimed: who reports may not become one that only helps. */
const CLAIMED: ReadonlySet<AssignmentState> = new Set(['claimed', 'signed']);

/**
 * Compares the ledger with the assignments that there are. A duty that was reassigned or transferred stays where it
 * went, and where the lead went, the measure is led.
 * @param all every assignment of the programme, also those that were withdrawn or transferred
 */
export function dispatchPlan(ledger: Ledger, all: readonly Unmarked[]): DispatchPlan {
  const { coordinator } = ledger;
  const held = heldBy(all);
  const plan = {
    slips: [] as Slip[],
    dropped: [] as Unmarked[],
    changed: [] as Unmarked[],
    standing: [] as Unmarked[],
    waiting: [] as Unmarked[],
  };
  const kept = new Set<string>();
  for (const { unit, entries } of slipsFrom(ledger)) {
    const fresh: SlipEntry[] = [];
    for (const entry of entries) {
      const lead = held.get(place(entry.measure, entry.lead.id))?.unit ?? entry.lead;
      const known = held.get(place(entry.measure, unit.id));
      if (!known) fresh.push({ ...entry, lead });
      else {
        kept.add(known.id);
        plan.standing.push(known);
        const next = changedBy(known, { ...entry, lead }, coordinator);
        if (next === 'waiting') plan.waiting.push(known);
        else if (next) plan.changed.push(next);
      }
    }
    if (fresh.length > 0) plan.slips.push({ unit, entries: fresh });
  }
  for (const one of held.values()) {
    if (kept.has(one.id) || one.state === 'closed') continue;
    (LIFE.withdraw.from.includes(one.state) ? plan.dropped : plan.waiting).push(one);
  }
  return plan;
}

const place = (measure: string, unit: string) => `${measure}\n${unit}`;

/** Who holds what the ledger gave to a unit: by measure and by the unit that got it first. */
function heldBy(all: readonly Unmarked[]): Map<string, Unmarked> {
  const byId = new Map(all.map((one) => [one.id, one]));
  const firstOf = (one: Unmarked): Unmarked => {
    let first = one;
    for (let before = one.follows; before !== null; before = first.follows) {
      const earlier = byId.get(before);
      if (!earlier || earlier.measure !== one.measure) break;
      first = earlier;
    }
    return first;
  };
  return new Map(all.filter(stands).map((one) => [place(one.measure, firstOf(one).unit.id), one]));
}

function changedBy(known: Unmarked, entry: SlipEntry, named: UnitRef | null): Unmarked | 'waiting' | null {
  const coordinator = named ?? known.coordinator;
  const reports = known.role === entry.role ? known.reports : entry.reports;
  const same =
    known.role === entry.role && known.lead.id === entry.lead.id && known.coordinator.id === coordinator.id;
  if (same) return null;
  const next: Unmarked = { ...known, role: entry.role, lead: entry.lead, coordinator, reports };
  const [before, after] = [kindOf(known), kindOf(next)];
  // A part that was signed cannot become the whole, and what was claimed is not forgotten.
  if (CLAIMED.has(known.state) && before !== after && (known.state === 'signed' || after === 'supporting'))
    return 'waiting';
  return next;
}
