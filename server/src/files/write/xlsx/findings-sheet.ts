import { overlaps, pointsOf } from '@luodi/core/base';
import type { Compiled } from '@luodi/core/task';
import { fixText, type Say } from '../label.ts';
import { oneLine } from '../ledger.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { cell, headRows, heightOf, paperFor } from './layout.ts';

const WIDTHS = [6, 9, 17, 26, 34, 46, 34, 26] as const;
const LABELS = ['no', 'severity', 'place', 'task', 'quoted', 'finding', 'fix', 'code'] as const;
/** Longest quotation of the source, characters. */
const QUOTED = 160;

/** Sheet 2, 诊断: what cannot be carried out as written, where, and what is proposed. */
export function findingsSheet(compiled: Compiled, say: Say): Sheet {
  const width = WIDTHS.reduce((sum, one) => sum + one, 0);
  const top: SheetRow[] = [
    ...headRows(compiled, 'findings-title', width, say),
    { height: 30, cells: LABELS.map((label) => cell(say(label), 'head')) },
  ];
  const { diagnostics, source, items } = compiled;
  const pointOf = pointsOf(source.text);
  const rows = diagnostics.map((finding, at): SheetRow => {
    const { line, column } = pointOf(finding.span[0]);
    const item = items.find(({ span }) => overlaps(span, finding.span));
    const cells = [
      cell(at + 1, 'centre'),
      cell(say(finding.severity), finding.severity),
      cell(say('line-column', { line, column }), 'centre'),
      cell(item ? `${item.no}. ${oneLine(item.title)}` : ''),
      cell(quoted(source.text.slice(...finding.span))),
      cell(oneLine(finding.message)),
      cell(fixText(finding, source.text, say)),
      cell(finding.code),
    ];
    return {
      cells,
      height: Math.max(20, ...cells.map(({ value }, x) => heightOf(value, WIDTHS[x] as number))),
    };
  });
  const none: SheetRow[] = [{ height: 24, cells: [cell(say('no-findings'), 'facts')] }];
  return {
    name: say('findings'),
    widths: WIDTHS,
    rows: [...top, ...(rows.length > 0 ? rows : none)],
    merges: [0, 1, ...(rows.length > 0 ? [] : [3])].map((y) => ({
      rows: [y, y],
      columns: [0, WIDTHS.length - 1],
    })),
    frozen: { rows: top.length, columns: 0 },
    filter: rows.length > 0 ? { row: 2, last: 2 + rows.length, columns: WIDTHS.length } : null,
    print: { paper: paperFor(WIDTHS), repeated: [2, 2] },
  };
}

function quoted(text: string): string {
  const line = oneLine(text);
  return line.length > QUOTED ? `${line.slice(0, QUOTED).replace(/[\ud800-\udbff]$/, '')}……` : line;
}
