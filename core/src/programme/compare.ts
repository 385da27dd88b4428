import type { Ledger, LedgerItem } from './ledger.ts';

/** 变更 between two states of a ledger: one thing that came, went, or has another value in one field. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly on: 'programme' | 'item' | 'measure' | 'duty' | 'goal';
  readonly id: string;
  /** The field that changed; null where the whole thing came or went. */
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

interface Entry {
  readonly on: Difference['on'];
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What changed from one state of the ledger to another, in the order of the document. Empty for equal ledgers. */
export function compareLedgers(before: Ledger, after: Ledger): Difference[] {
  if (before === after) return [];
  // An edit leaves all other items the very same values: of thousands, one or two are looked into.
  const [was, is] = [new Set(before.items), new Set(after.items)];
  const old = entriesOf(before, (item) => !is.has(item));
  const now = entriesOf(after, (item) => !was.has(item));
  const found: Difference[] = [];
  for (const [key, entry] of now) {
    const was = old.get(key);
    if (!was) found.push({ kind: 'added', ...whole(entry), before: null, after: entry.fields });
    else if (was.fields !== entry.fields) found.push(...fieldsChanged(was, entry));
  }
  for (const [key, entry] of old)
    if (!now.has(key)) found.push({ kind: 'removed', ...whole(entry), before: entry.fields, after: null });
  return found;
}

function whole({ on, id }: Entry) {
  return { on, id, field: null };
}

function fieldsChanged(was: Entry, entry: Entry): Difference[] {
  return Object.keys(entry.fields).flatMap((field): Difference[] => {
    const [before, after] = [was.fields[field], entry.fields[field]];
    if (isSame(before, after)) return [];
    return [{ kind: 'changed', on: entry.on, id: entry.id, field, before, after }];
  });
}

/** Equal as values, whatever the order in which their members were written. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [mine, theirs] = [Object.entries(one), Object.entries(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    mine.length === theirs.length &&
    mine.every(
      ([key, value]) => Object.hasOwn(other, key) && isSame(value, (other as Record<string, unknown>)[key]),
    )
  );
}

function entriesOf(ledger: Ledger, isLookedInto: (item: LedgerItem) => boolean): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (on: Entry['on'], id: string, fields: object) =>
    entries.set(`${on} ${id}`, { on, id, fields: fields as Entry['fields'] });
  const { items, goals, next: _, ...programme } = ledger;
  add('programme', '', programme);
  for (const item of items.filter(isLookedInto)) {
    const { measures, duties, ...fields } = item;
    add('item', item.id, fields);
    for (const measure of measures) add('measure', measure.id, measure);
    for (const duty of duties) add('duty', duty.id, duty);
  }
  for (const goal of goals) add('goal', goal.id, goal);
  return entries;
}
