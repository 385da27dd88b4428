import type { Fix, Span } from '../../base/index.ts';
import type { Duty, Item } from '../compiled.ts';
import type { LintInput, NamedUnit } from './input.ts';
import { forEachItem, type Rule, type Tell } from './rule.ts';

/** Whether the units named exist, are called so, and may be ordered. */
export const UNIT_RULES: readonly Rule[] = [
  { code: 'document/units-unknown', severity: 'info', find: unitsUnknown },
  { code: 'unit/unknown', severity: 'warning', find: unknown },
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

/** 全国, 8个试点地区: where something is to be done, named in the place of a unit. */
const UNIT_ENDING = /[委局厅办部府会院心司行署处队社联室所校组团站]$/;

/** One wrong character in the middle. Another ending, or a shorter name, is more often a unit that we do not know. */
function isSlip(name: string, near: string): boolean {
  return name.length === near.length && name.length >= 4 && name.at(-1) === near.at(-1);
}

function forEachUnit(input: LintInput, found: (duty: Duty, named: NamedUnit, first: boolean) => void): void {
  const asked = new Set<string>();
  for (const { duties } of input.items) {
    for (const duty of duties) {
      if (duty.group || (duty.role === 'local' && !UNIT_ENDING.test(duty.name))) continue;
      const first = !asked.has(duty.name);
      if (first) asked.add(duty.name);
      found(duty, input.lookUp(duty.name), first);
    }
  }
}

/** Names that the directory does not have, if most of the names are such; null otherwise. */
function uncovered(input: LintInput): { names: readonly string[]; count: number; span: Span } | null {
  const names: string[] = [];
  let count = 0;
  let span: Span | null = null;
  forEachUnit(input, (duty, named, first) => {
    if (!first) return;
    count++;
    if (!isUnknown(duty, named)) return;
    span ??= duty.span;
    names.push(duty.name);
  });
  return span && count >= ENOUGH && names.length * 2 > count ? { names, count, span } : null;
}

function isUnknown({ name }: Duty, { kind, near }: NamedUnit): boolean {
  return kind === 'unknown' && (near === null || !isSlip(name, near));
}

function unitsUnknown(input: LintInput, tell: Tell): void {
  const gap = uncovered(input);
  if (!gap) return;
  const names = gap.names.slice(0, 3).join('、') + (gap.names.length > 3 ? '…' : '');
  tell(gap.span, { count: gap.count, unknown: gap.names.length, names });
}

function unknown(input: LintInput, tell: Tell): void {
  if (uncovered(input)) return;
  forEachUnit(input, (duty, named) => {
    if (isUnknown(duty, named)) tell(duty.span, { name: duty.name });
  });
}

function misspelt(input: LintInput, tell: Tell): void {
  forEachUnit(input, ({ name, written, span }, { kind, near }) => {
    if (kind !== 'unknown' || near === null || !isSlip(name, near)) return;
    tell(span, { name, near }, name === written ? { span, text: near } : undefined);
  });
}

function renamed(input: LintInput, tell: Tell): void {
  forEachUnit(input, ({ name, written, span }, { kind, nameNow }) => {
    if (kind !== 'renamed' || !nameNow || nameNow === written) return;
    tell(span, { name: written, now: nameNow }, name === written ? { span, text: nameNow } : undefined);
  });
}

function ambiguous(input: LintInput, tell: Tell): void {
  forEachUnit(input, ({ written, span }, { kind, candidates }) => {
    if (kind !== 'ambiguous' || !candidates?.length || candidates.includes(written)) return;
    tell(span, { name: written, candidates: candidates.slice(0, 3).join('、') });
  });
}

function notCommanded(input: LintInput, tell: Tell): void {
  forEachUnit(input, ({ role, written, span }, { commanded }) => {
    if (role === 'lead' && commanded === false) tell(span, { name: written });
  });
}

const identity = ({ unit, name }: Duty): string => unit?.id ?? name;
const sameClause = (one: Duty, other: Duty): boolean =>
  one.governs[0] === other.governs[0] && one.governs[1] === other.governs[1];

function twoRoles({ duties }: Item, tell: Tell, { text }: LintInput): void {
  const seen = new Map<string, Duty>();
  for (const duty of duties) {
    if (duty.group) continue;
    const before = seen.get(identity(duty));
    if (!before) seen.set(identity(duty), duty);
    else if (before.role !== duty.role && before.span[0] !== duty.span[0] && sameClause(before, duty))
      tell(
        duty.span,
        { name: duty.written, one: ROLES[before.role], other: ROLES[duty.role] },
        withoutUnit(text, duty, duties),
      );
  }
}

function twice({ duties }: Item, tell: Tell, { text }: LintInput): void {
  const seen = new Map<string, Duty>();
  for (const duty of duties) {
    const key = `${duty.role} ${identity(duty)}`;
    const before = seen.get(key);
    if (before && before.span[0] !== duty.span[0] && sameClause(before, duty))
      tell(duty.span, { name: duty.written }, withoutUnit(text, duty, duties));
    else seen.set(key, duty);
  }
}

/**
 * Strikes a unit and one separator from its list. None where a neighbour leans on its ending
 * (成都市、德阳市人民政府), or where it stands alone.
 */
function withoutUnit(text: string, { span }: Duty, duties: readonly Duty[]): Fix | undefined {
  if (duties.some(({ name, written }) => !name.endsWith(written))) return undefined;
  const isSeparator = (at: number) => text[at] === '、' || text[at] === '，';
  if (isSeparator(span[0] - 1)) return { span: [span[0] - 1, span[1]], text: '' };
  if (isSeparator(span[1])) return { span: [span[0], span[1] + 1], text: '' };
  return undefined;
}
