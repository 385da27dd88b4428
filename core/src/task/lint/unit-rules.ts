import type { Fix } from '../../base/index.ts';
import type { Duty } from '../compiled.ts';
import type { NamedUnit } from './input.ts';
import { forEachItem, type Rule, type Tell } from './rule.ts';
import type { Seen, SeenItem } from './seen.ts';

/** Whether the units named exist, are called so, and may be ordered. */
export const UNIT_RULES: readonly Rule[] = [
  { code: 'document/units-unknown', severity: 'info', find: unitsUnknown },
  { code: 'unit/unknown', severity: 'info', find: unknown },
  { code: 'unit/misspelt', severity: 'warning', find: misspelt },
  { code: 'unit/renamed', severity: 'warning', find: renamed },
  { code: 'unit/ambiguous', severity: 'warning', find: ambiguous },
  { code: 'unit/not-commanded', severity: 'info', find: notCommanded },
  { code: 'unit/two-roles', severity: 'warning', find: forEachItem(twoRoles) },
  { code: 'unit/twice', severity: 'warning', find: forEachItem(twice) },
];

const ROLES = {
  lead: '牵头单位',
  responsible: '责任单位',
  cooperate: '配合单位',
  guide: '指导单位',
  local: '落实单位',
};

/** Fewer names than this say nothing about whether the directory covers the place. */
const ENOUGH = 4;

/** One wrong character in the middle. Another ending, or a shorter name, is more often a unit that we do not know. */
function isSlip(name: string, near: string): boolean {
  return name.length === near.length && name.length >= 4 && name.at(-1) === near.at(-1);
}

function forEachUnit(seen: Seen, found: (duty: Duty, named: NamedUnit) => void): void {
  for (const { named, duties } of seen.names) {
    // Most names are known, and the issuer commands most units.
    if (named.kind === 'known' && named.commanded !== false) continue;
    for (const duty of duties) found(duty, named);
  }
}

/** Names that the directory does not have, if most of the names are such; null otherwise. */
function uncovered(seen: Seen): { names: readonly Duty[]; count: number } | null {
  const all = seen.names;
  const names = all.flatMap(({ named, duties }) =>
    duties.filter((duty, at) => at === 0 && isUnknown(duty, named)),
  );
  return all.length >= ENOUGH && names.length * 2 > all.length ? { names, count: all.length } : null;
}

function isUnknown({ name }: Duty, { kind, near }: NamedUnit): boolean {
  return kind === 'unknown' && (near === null || !isSlip(name, near));
}

function unitsUnknown(seen: Seen, tell: Tell): void {
  const gap = uncovered(seen);
  const first = gap?.names[0];
  if (!gap || !first) return;
  const some = gap.names.slice(0, 3).map(({ name }) => name);
  const names = some.join('、') + (gap.names.length > some.length ? '…' : '');
  tell(first.span, { count: gap.count, unknown: gap.names.length, names });
}

/** Enterprises, zones and institutions of a place are many; each is named once, to be registered once. */
function unknown(seen: Seen, tell: Tell): void {
  if (uncovered(seen)) return;
  for (const { named, duties } of seen.names) {
    const [first] = duties;
    if (first && isUnknown(first, named)) tell(first.span, { name: first.name });
  }
}

function misspelt(seen: Seen, tell: Tell): void {
  forEachUnit(seen, ({ name, written, span }, { kind, near }) => {
    if (kind !== 'unknown' || near === null || !isSlip(name, near)) return;
    tell(span, { name, near }, name === written ? { span, text: near } : undefined);
  });
}

function renamed(seen: Seen, tell: Tell): void {
  forEachUnit(seen, ({ name, written, span }, { kind, nameNow }) => {
    if (kind !== 'renamed' || !nameNow || nameNow === written) return;
    tell(span, { name: written, now: nameNow }, name === written ? { span, text: nameNow } : undefined);
  });
}

function ambiguous(seen: Seen, tell: Tell): void {
  for (const { named, duties } of seen.names) {
    const [first] = duties;
    const { kind, candidates } = named;
    if (!first || kind !== 'ambiguous' || !candidates?.length || candidates.includes(first.written)) continue;
    tell(first.span, { name: first.written, candidates: candidates.slice(0, 3).join('、') });
  }
}

function notCommanded(seen: Seen, tell: Tell): void {
  for (const { named, duties } of seen.names) {
    if (named.commanded !== false) continue;
    const first = duties.find(({ role }) => role === 'lead');
    if (first) tell(first.span, { name: first.written });
  }
}

function twoRoles(item: SeenItem, tell: Tell, { text }: Seen): void {
  if (item.repeated.length === 0) return;
  const leaning = isLeaning(item);
  for (const [before, duty] of item.repeated) {
    if (before.role === duty.role || duty.group) continue;
    const parameters = { name: duty.written, one: ROLES[before.role], other: ROLES[duty.role] };
    tell(duty.span, parameters, leaning ? undefined : withoutUnit(text, duty));
  }
}

function twice(item: SeenItem, tell: Tell, { text }: Seen): void {
  if (item.repeated.length === 0) return;
  const leaning = isLeaning(item);
  for (const [before, duty] of item.repeated) {
    if (before.role === duty.role)
      tell(duty.span, { name: duty.written }, leaning ? undefined : withoutUnit(text, duty));
  }
}

/** Whether a unit of the task leans on the ending of its neighbour (成都市、德阳市人民政府): none can be struck then. */
function isLeaning({ duties }: SeenItem): boolean {
  return duties.some(({ name, written }) => !name.endsWith(written));
}

/** Strikes a unit and one separator from its list. None where it stands alone. */
function withoutUnit(text: string, { span }: Duty): Fix | undefined {
  const isSeparator = (at: number) => text[at] === '、' || text[at] === '，';
  if (isSeparator(span[0] - 1)) return { span: [span[0] - 1, span[1]], text: '' };
  if (isSeparator(span[1])) return { span: [span[0], span[1] + 1], text: '' };
  return undefined;
}
