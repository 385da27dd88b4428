import type { Compiled } from '@luodi/core/task';
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { dutiesOf, listed, namesOf } from '../duties-of.ts';
import { deadlineLabel, labelled, type Say } from '../label.ts';
import { figureText, type LedgerRow, ledgerRows, numberText, oneLine, titleText } from '../ledger.ts';
import { FONTS, half, plain } from './type.ts';

/** Columns and their widths, twips; together the 249 mm of a page on its side. */
const COLUMNS = [
  ['no', 760],
  ['key-task', 4900],
  ['target', 1800],
  ['deadline', 1700],
  ['lead', 1960],
  ['responsible', 2996],
] as const;

/** The formal table: a row for each task's title, then one for each measure; who answers in merged cells. */
export function assignmentTable(compiled: Compiled, say: Say): Table {
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    height: { value: 560, rule: HeightRule.ATLEAST },
    children: COLUMNS.map(([label, width]) =>
      cell([{ text: say(label), font: FONTS.hei }], width, { centred: true }),
    ),
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: COLUMNS.reduce((sum, [, width]) => sum + width, 0), type: WidthType.DXA },
    columnWidths: COLUMNS.map(([, width]) => width),
    borders: BORDERS,
    rows: [head, ...ledgerRows(compiled).flatMap((row) => rowsOf(row, compiled, say))],
  });
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

function rowsOf(row: LedgerRow, compiled: Compiled, say: Say): TableRow[] {
  const { item, measure, rows } = row;
  const [no, task, target, deadline, lead, responsible] = COLUMNS.map(([, width]) => width) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const begins = rows > 0;
  const path = item.path.join('');
  const title = [
    {
      text: `${path === '' || /[.．、]$/.test(path) ? path : `${path} `}${titleText(item, say.language)}`,
      font: FONTS.hei,
    },
  ];
  const whole = rows === 1 || begins;
  const merge = (first: boolean) => (first ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE);
  const names = listed(namesOf(row.duties, 'lead'));
  const others = othersOf(row, say);
  const titleRow = new TableRow({
    cantSplit: true,
    children: [
      cell([{ text: numberText(item) }], no, { centred: true, merge: merge(true) }),
      cell(title, task, { columnSpan: 3, total: task + target + deadline, keep: true }),
      cell([{ text: ownersAlike(row) ? names : '' }], lead, { merge: merge(true) }),
      cell([{ text: ownersAlike(row) ? others : '' }], responsible, { merge: merge(true) }),
    ],
  });
  const own = !ownersAlike(row);
  const measureRow = new TableRow({
    cantSplit: true,
    children: [
      cell([], no, { merge: merge(false) }),
      cell([{ text: measure ? oneLine(measure.text) : say('no-measure') }], task),
      cell([{ text: targetText(row, compiled) }], target),
      cell([{ text: deadlineText(row, say) }], deadline, { centred: true }),
      own ? cell([{ text: names }], lead) : cell([], lead, { merge: merge(false) }),
      own ? cell([{ text: others }], responsible) : cell([], responsible, { merge: merge(false) }),
    ],
  });
  return whole ? [titleRow, measureRow] : [measureRow];
}

/** Whether every duty of the item is for all of it: then who answers stands once, beside the title. */
function ownersAlike({ item }: LedgerRow): boolean {
  return dutiesOf(item).own.size === 0;
}

function othersOf({ duties }: LedgerRow, say: Say): string {
  const parts = (['responsible', 'cooperate', 'guide', 'local'] as const).flatMap((role) => {
    const names = listed(namesOf(duties, role));
    if (names === '') return [];
    return [role === 'responsible' ? names : labelled(role, names, say)];
  });
  return parts.join('；');
}

function targetText({ measure }: LedgerRow, { source }: Compiled): string {
  return (measure?.targets ?? []).map((target) => figureText(target, source.text)).join('；');
}

function deadlineText({ measure }: LedgerRow, say: Say): string {
  return [...new Set((measure?.deadlines ?? []).map((deadline) => deadlineLabel(deadline, say)))].join('；');
}

interface CellLook {
  readonly centred?: boolean;
  readonly merge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType];
  readonly columnSpan?: number;
  readonly total?: number;
  /** On one page with the row below. */
  readonly keep?: boolean;
}

function cell(
  runs: readonly { readonly text: string; readonly font?: (typeof FONTS)[keyof typeof FONTS] }[],
  width: number,
  { centred = false, merge, columnSpan, total, keep = false }: CellLook = {},
): TableCell {
  return new TableCell({
    width: { size: total ?? width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 90, right: 90 },
    ...(merge && { verticalMerge: merge }),
    ...(columnSpan && { columnSpan }),
    children: [
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        keepNext: keep,
        spacing: { before: 0, after: 0, line: 340, lineRule: LineRuleType.AT_LEAST },
        children: runs.map(
          ({ text, font = FONTS.fangsong }) => new TextRun({ text: plain(text), font, size: half(12) }),
        ),
      }),
    ],
  });
}
