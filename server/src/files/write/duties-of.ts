import { overlaps } from '@luodi/core/base';
import { type CliWordCode, type Language, sentence } from '@luodi/core/message';
import type { Deadline, Duty, DutyRole, Item, Measure } from '@luodi/core/task';

/** Roles in the order in which ledgers name them. */
export const ROLES: readonly DutyRole[] = ['lead', 'responsible', 'cooperate', 'guide', 'local'];

/** Who answers for an item: those for all of it, and those whom the document names for single measures. */
export interface ItemDuties {
  readonly whole: readonly Duty[];
  readonly own: ReadonlyMap<Measure, readonly Duty[]>;
}

/** Duties that govern every measure of the item (or an item without measures) stand for the whole of it. */
export function dutiesOf({ measures, duties }: Item): ItemDuties {
  const forAll = (duty: Duty) => measures.every(({ span }) => overlaps(duty.governs, span));
  const whole = duties.filter(forAll);
  const own = new Map<Measure, Duty[]>();
  for (const duty of duties) {
    if (forAll(duty)) continue;
    for (const measure of measures) {
      if (!overlaps(duty.governs, measure.span)) continue;
      const named = own.get(measure);
      if (named) named.push(duty);
      else own.set(measure, [duty]);
    }
  }
  return { whole, own };
}

/** The names of one role, each once, in the order of the document. */
export function namesOf(duties: readonly Duty[], role: DutyRole): string[] {
  const names = duties.filter((duty) => duty.role === role).map(({ name }) => name);
  return [...new Set(names)];
}

/** Names in a row, 、 between them; an open end stands without: 财政厅、商务厅等省级有关部门. */
export function listed(names: readonly string[]): string {
  return names.reduce(
    (row, name) => (row === '' ? name : `${row}${/^等/u.test(name) ? '' : '、'}${name}`),
    '',
  );
}

/** `牵头：发展改革委；责任：财政厅、商务厅`, a part for each role that is named. */
export function dutyParts(duties: readonly Duty[], language: Language): { label: string; names: string }[] {
  return ROLES.flatMap((role) => {
    const names = namesOf(duties, role);
    return names.length === 0 ? [] : [{ label: word(role, language), names: listed(names) }];
  });
}

/** The last day, or 长期 and 分阶段; `*` marks what was inferred. */
export function deadlineText({ kind, date, inferred }: Deadline, language: Language): string {
  if (date !== null) return inferred ? `${date}*` : date;
  return kind === 'ongoing' || kind === 'staged' ? word(kind, language) : '—';
}

type Word = CliWordCode extends `word/${infer W}` ? W : never;

/** A heading or label. */
export function word(name: Word, language: Language): string {
  return sentence(`word/${name}`, {}, language);
}
