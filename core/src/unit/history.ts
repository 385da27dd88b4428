import { type Form, LEVEL } from './form.ts';
import { nameOf, type Owner, ownerOf, resolveUnit } from './resolve.ts';
import type { UnitContext } from './unit.ts';

/** One name in the history of a unit. Years are null where older than the directory, or still running. */
export interface Generation {
  readonly id: string;
  readonly name: string;
  readonly from: number | null;
  readonly until: number | null;
}

/** Owner and function of a unit by its id. Null for an id that the directory did not give. */
function unitOf(context: UnitContext, id: string): { owner: Owner; forms: readonly Form[] } | null {
  const slash = id.indexOf('/');
  const code = id.slice(0, slash);
  const unit = context.directory.units.get(id.slice(slash + 1));
  if (!unit) return null;
  const region = context.directory.regions.byCode.get(code);
  const owner: Owner = region
    ? ownerOf(context.directory, region)
    : code === '000000'
      ? { code, label: '', region: null, bit: LEVEL.national }
      : { code, label: code === '本级' ? '' : code, region: null, bit: ~LEVEL.national };
  return { owner, forms: unit.forms.filter(({ levels }) => levels & owner.bit) };
}

/** Every way in which a unit is written, its full name first; empty for a name that the directory does not know. */
export function aliasesOf(context: UnitContext, written: string): readonly string[] {
  const id = idOf(context, written);
  const found = id === null ? null : unitOf(context, id);
  if (!found) return [];
  const { owner, forms } = found;
  const names = new Set<string>();
  for (const form of forms) names.add(nameOf(owner, form));
  const word = owner.bit === LEVEL.national ? '' : levelWord(owner);
  for (const form of forms) {
    if (word !== '' && !form.full.includes('{') && form.unit.line !== 'party') names.add(word + form.full);
    for (const alias of form.shorts) {
      if (alias.includes('~')) names.add(alias.replace('~', owner.label));
      else
        names.add(
          form.unit.line === 'party' && word !== '' ? `${word}委${alias.replace(/^委/, '')}` : word + alias,
        );
    }
  }
  return [...names];
}

function levelWord({ region, label, bit }: Owner): string {
  if (!region) return label;
  if (bit === LEVEL.province) return region.name.endsWith('自治区') ? '自治区' : '省';
  if (bit === LEVEL.municipality) return '市';
  if (bit === LEVEL.county) return region.name.slice(-1);
  return region.name.endsWith('州') ? '州' : region.name.endsWith('盟') ? '盟' : '市';
}

/** Names of a unit over the years, those that it came from before it and those that took over after it, oldest first. */
export function historyOf(context: UnitContext, written: string): readonly Generation[] {
  const id = idOf(context, written);
  const found = id === null ? null : unitOf(context, id);
  if (!found || id === null) return [];
  const { owner } = found;
  const keys = lineage(context, id.slice(id.indexOf('/') + 1));
  const generations: Generation[] = [];
  for (const key of keys) {
    const unit = context.directory.units.get(key);
    if (!unit) continue;
    for (const form of unit.forms) {
      if (!(form.levels & owner.bit)) continue;
      generations.push({
        id: `${owner.code}/${key}`,
        name: nameOf(owner, form),
        from: form.from,
        until: form.until,
      });
    }
  }
  return generations.sort(
    (one, other) => (one.until ?? 9999) - (other.until ?? 9999) || (one.from ?? 0) - (other.from ?? 0),
  );
}

/** Keys of a unit's forerunners and successors with its own. */
function lineage(context: UnitContext, key: string): ReadonlySet<string> {
  const keys = new Set([key]);
  let next = context.directory.units.get(key)?.into ?? null;
  while (next !== null && !keys.has(next)) {
    keys.add(next);
    next = context.directory.units.get(next)?.into ?? null;
  }
  const before = [key];
  for (let at = 0; at < before.length; at++) {
    for (const unit of context.directory.units.values()) {
      if (unit.into === before[at] && !keys.has(unit.key)) {
        keys.add(unit.key);
        before.push(unit.key);
      }
    }
  }
  return keys;
}

function idOf(context: UnitContext, written: string): string | null {
  return resolveUnit(context, written).unit?.id ?? null;
}

/**
 * Whether the issuer can give the unit orders: units of its own region and below, but not courts, the army, agencies and
 * enterprises led from above. Null where issuer or unit is not placed.
 */
export function isCommanded(context: UnitContext, id: string): boolean | null {
  const slash = id.indexOf('/');
  const unit = context.directory.units.get(id.slice(slash + 1));
  const code = id.slice(0, slash);
  if (!unit || !/^\d{6}$/.test(code) || context.level === null) return null;
  if (context.level === 'national') return !['congress', 'justice', 'military'].includes(unit.line);
  if (context.region === null) return null;
  if (code === '000000') return false;
  const digits = context.region.replace(/(?:00){1,2}$/, '');
  if (!code.startsWith(digits)) return false;
  return !['central', 'bank', 'congress', 'justice', 'military'].includes(unit.line);
}

/**
 * The one known name that differs from an unknown one by a single character, as it would be written here: 市发改魏 → 市发改委.
 * Null where there is none or more than one unit.
 */
export function nearName(context: UnitContext, written: string): string | null {
  if (written.length < 3 || written.length > 24) return null;
  let found: { name: string; id: string } | null = null;
  for (const candidate of variants(context, written)) {
    const { kind, unit } = resolveUnit(context, candidate);
    if (kind === 'unknown' || !unit) continue;
    if (found && found.id !== unit.id) return null;
    found ??= { name: candidate, id: unit.id };
  }
  return found?.name ?? null;
}

/** What is written with a known name at its end that differs from it by one character changed, left out or put in. */
function* variants(context: UnitContext, written: string): Generator<string> {
  const last = written.charCodeAt(written.length - 1);
  const seen = new Set<string>();
  const names = context.directory.unitNames();
  for (let number = 1; number <= names.count; number++) {
    for (const { name } of names.bucket(number)) {
      const { length } = name;
      if (length < 3) continue;
      const sameLast = name.charCodeAt(length - 1) === last;
      for (let size = length - 1; size <= length + 1; size++) {
        const before = written.length - size;
        if (before < 0 || before > 8) continue;
        // The one difference is at the end, or else somewhere before it: most names are passed over by this.
        if (!sameLast && written.charCodeAt(before) !== name.charCodeAt(0)) continue;
        if (sameLast && size === length && !sharesHalf(written, before, name)) continue;
        const candidate = written.slice(0, before) + name;
        if (!seen.has(candidate) && differsByOne(written.slice(before), name)) {
          seen.add(candidate);
          yield candidate;
        }
      }
    }
  }
}

/** Of two names of one length that differ in one place, the first or the last two characters are alike. */
function sharesHalf(written: string, at: number, name: string): boolean {
  return written.charCodeAt(at) === name.charCodeAt(0) || written.endsWith(name.slice(1));
}

function differsByOne(one: string, other: string): boolean {
  if (one === other) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}
