import type { Deadline, Target } from '../shapes.ts';
import type { Say } from '../words/index.ts';

/** A target in a few words: `改造老旧小区 5300 个`. */
export function targetText({ subject, comparator, value, min, max, unit, per }: Target, say: Say): string {
  const figure = comparator === 'range' ? `${min ?? ''}–${max ?? ''}` : (value ?? max ?? min ?? '');
  const each = per ? say('target.per', { per }) : '';
  return [subject, `${say(`comparator.${comparator}`)}${figure}${unit ?? ''}`, each]
    .filter((part) => part !== '')
    .join(' ');
}

/** A deadline in a few words, and whether it was inferred. */
export function deadlineText({ kind, date, inferred }: Deadline, say: Say): string {
  const day = date ?? say('deadline.ongoing');
  if (kind === 'ongoing' && date === null) return day;
  return inferred ? `${day}${say('deadline.inferred')}` : day;
}
