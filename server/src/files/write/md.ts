import { pointsOf } from '@luodi/core/base';
import { type Language, sentence } from '@luodi/core/message';
import type { Compiled, Item } from '@luodi/core/task';
import { deadlineText, dutiesOf, dutyParts, word } from './duties-of.ts';
import { numberText, shownItems, titleText } from './ledger.ts';

/** 任务分解表 in Markdown (GFM): the document's particulars, a table for each task, the findings. */
export function writeMarkdown(compiled: Compiled, language: Language): string {
  const { meta, items, diagnostics, source } = compiled;
  const lines = [`# ${escaped(meta.title ?? source.name)}`, ''];
  const facts = [
    [word('doc-number', language), meta.docNumber],
    [word('issuer', language), meta.issuer?.name],
    [word('issued-on', language), meta.issuedOn],
    [word('period', language), meta.period && `${meta.period.begins}—${meta.period.ends}`],
  ] as const;
  for (const [label, fact] of facts) if (fact) lines.push(`- ${label}${COLON[language]}${escaped(fact)}`);
  lines.push('', `## ${word('tasks', language)}`, '');
  if (items.length === 0) {
    lines.push(sentence('cli/not-a-plan', { genre: escaped(meta.genre ?? '—') }, language), '');
  }
  for (const item of shownItems(compiled)) lines.push(...taskLines(item, compiled, language));
  lines.push(`## ${word('diagnostics', language)}`, '');
  const pointOf = pointsOf(source.text);
  for (const { code, severity, message, span } of diagnostics) {
    const { line, column } = pointOf(span[0]);
    lines.push(`- ${line}:${column} **${word(severity, language)}** \`${code}\` ${escaped(message)}`);
  }
  if (diagnostics.length === 0) lines.push('—');
  return `${lines.join('\n')}\n`;
}

const COLON: Readonly<Record<Language, string>> = { 'zh-CN': '：', en: ': ' };

function taskLines(item: Item, { source }: Compiled, language: Language): string[] {
  const { whole, own } = dutiesOf(item);
  const path = item.path.length > 0 ? `（${escaped(item.path.join(''))}）` : '';
  const lines = [`### ${numberText(item)}. ${escaped(titleText(item, language))}${path}`, ''];
  for (const { label, names } of dutyParts(whole, language)) {
    lines.push(`- **${label}**${COLON[language]}${escaped(names)}`);
  }
  if (whole.length > 0) lines.push('');
  const names = (['measure', 'target', 'deadline', 'units'] as const).map((name) => word(name, language));
  lines.push(`| ${names.join(' | ')} |`, '| --- | --- | --- | --- |');
  for (const measure of item.measures) {
    const cells = [
      measure.text,
      measure.targets.map(({ span }) => source.text.slice(...span)).join('；'),
      measure.deadlines.map((deadline) => deadlineText(deadline, language)).join('；'),
      dutyParts(own.get(measure) ?? [], language)
        .map((part) => `${part.label} ${part.names}`)
        .join('；'),
    ];
    lines.push(`| ${cells.map(escaped).join(' | ')} |`);
  }
  return [...lines, ''];
}

/** Text of the document as text of Markdown: no markup, no HTML, no end of the cell or of the line. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~&!]/g, '\\$&')
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .trim();
}
