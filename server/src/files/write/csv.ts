import type { Language } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import { deadlineText, dutiesOf, listed, namesOf, ROLES, word } from './duties-of.ts';
import { isGoal, numberText, shownItems, titleText } from './ledger.ts';
import { visible } from './visible.ts';

/**
 * 任务分解表 as CSV (RFC 4180), a row for each measure, an item without measures a row of its own. UTF-8 with a
 * byte order mark, as Excel and WPS need it; text that they would take for a formula is preceded by an apostrophe.
 */
export function writeCsv(compiled: Compiled, language: Language): string {
  const names = ['no', 'task', 'measure', 'target', 'deadline', ...ROLES] as const;
  const rows: string[][] = [names.map((name) => word(name, language))];
  for (const item of shownItems(compiled)) {
    const { whole, own } = dutiesOf(item);
    const title = isGoal(item) ? titleText(item, language) : item.title;
    const task = [numberText(item), `${item.path.join('')}${item.path.length > 0 ? ' ' : ''}${title}`];
    const dutiesFor = (duties: typeof whole) => ROLES.map((role) => listed(namesOf(duties, role)));
    if (item.measures.length === 0) rows.push([...task, '', '', '', ...dutiesFor(whole)]);
    for (const measure of item.measures) {
      const targets = measure.targets.map(({ span }) => compiled.source.text.slice(...span));
      const deadlines = measure.deadlines.map((deadline) => deadlineText(deadline, language));
      const duties = [...whole, ...(own.get(measure) ?? [])];
      rows.push([...task, measure.text, targets.join('；'), deadlines.join('；'), ...dutiesFor(duties)]);
    }
  }
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** One cell. OWASP's list of characters that begin a formula, also in their full-width forms. */
export function cell(text: string): string {
  const shown = visible(text.replace(/\r\n?/g, '\n'), 'lines');
  const safe = /^\s*[=+\-@\t＝＋－＠]/u.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
