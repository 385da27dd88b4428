import type { Language } from '@luodi/core/message';
import type { Compiled } from '@luodi/core/task';
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import { assignmentTable } from './docx/table.ts';
import { FONTS, half, plain } from './docx/type.ts';
import { labelled, labels, type Say } from './label.ts';
import { oneLine } from './ledger.ts';
import { unitRows } from './matrix.ts';
import { settled } from './package.ts';

/**
 * 责任分工方案: title, basis and the formal table, in the layout of GB/T 9704—2012 (A4, 2号 title, 3号 仿宋 text,
 * `— 1 —`), the table on pages turned sideways. The same document gives the same bytes.
 */
export async function writeDocx(compiled: Compiled, language: Language): Promise<Uint8Array> {
  const say = labels(language);
  const title = plain(oneLine(compiled.meta.title ?? compiled.source.name));
  const file = new Document({
    title: say('assignment-title', { title }),
    creator: 'Luodi',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONTS.fangsong, size: half(16) } } } },
    sections:
      compiled.items.length === 0
        ? [opening(compiled, title, say)]
        : [opening(compiled, title, say), tableSection(compiled, say)],
  });
  return settled(new Uint8Array(await Packer.toArrayBuffer(file)), withoutTime);
}

/** Twentieths of a point in a millimetre. */
const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);

/** GB/T 9704—2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm. */
const MARGIN = { top: twips(37), right: twips(26), bottom: twips(35), left: twips(28), footer: twips(28) };

/**
 * 22 lines on a page. LibreOffice sets 21 with 580 twips, and renders a grid of characters wrongly, so the grid
 * is one of lines.
 */
const PITCH = 579;
const GRID = { type: DocumentGridType.LINES, linePitch: PITCH } as const;

function opening(compiled: Compiled, title: string, say: Say): ISectionOptions {
  const { items, meta, source } = compiled;
  const measures = items.reduce((sum, item) => sum + item.measures.length, 0);
  const basis =
    items.length === 0
      ? say('not-a-plan', { genre: plain(meta.genre ?? '—') })
      : say('assignment-basis', { title, tasks: items.length, measures, units: unitRows(compiled).length });
  const facts = [
    ['issuer', meta.issuer?.name],
    ['doc-number', meta.docNumber],
    ['issued-on', meta.issuedOn],
    ['source-file', source.name],
  ] as const;
  return {
    properties: { page: { size: { width: twips(210), height: twips(297) }, margin: MARGIN }, grid: GRID },
    footers: footers(),
    children: [
      blank(),
      heading(say('assignment-title', { title })),
      blank(),
      body(basis),
      ...facts.flatMap(([label, fact]) => (fact ? [body(plain(labelled(label, oneLine(fact), say)))] : [])),
      ...(items.length === 0 ? [] : [body(say('signed-draft', { title }))]),
    ],
  };
}

function tableSection(compiled: Compiled, say: Say): ISectionOptions {
  const deadlines = compiled.items.flatMap((item) => item.measures.flatMap((measure) => measure.deadlines));
  const inferred = deadlines.some((deadline) => deadline.inferred && deadline.date !== null);
  const note = (text: string) => new TextRun({ text, font: FONTS.kai, size: half(12) });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // docx turns width and height round for a page that lies on its side.
        size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
        margin: { top: twips(26), right: twips(24), bottom: twips(24), left: twips(24), footer: twips(15) },
      },
      grid: { type: DocumentGridType.DEFAULT, linePitch: PITCH },
    },
    footers: footers(),
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 160 },
        children: [new TextRun({ text: say('assignment'), font: FONTS.hei, size: half(16) })],
      }),
      assignmentTable(compiled, say),
      ...(inferred ? [new Paragraph({ children: [note(`* ${say('inferred-note')}`)] })] : []),
    ],
  };
}

/** 2号 小标宋, centred; off the grid, which would give each of its lines two. */
function heading(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    heading: 'Heading1',
    widowControl: false,
    spacing: { before: 0, after: 0, line: 700, lineRule: LineRuleType.EXACT },
    children: [
      new TextRun({
        text,
        font: FONTS.title,
        size: half(22),
        bold: false,
        color: '000000',
        snapToGrid: false,
      }),
    ],
  });
}

/**
 * 3号 仿宋, indented by two characters; −0.25 pt between characters makes 28 of them in a line. Left and not
 * justified: LibreOffice loses punctuation at the ends of justified lines when it makes a PDF.
 */
function body(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    widowControl: false,
    spacing: { before: 0, after: 0, line: PITCH, lineRule: LineRuleType.EXACT },
    indent: { firstLine: 640 },
    children: [new TextRun({ text, font: FONTS.fangsong, size: half(16), characterSpacing: -5 })],
  });
}

function blank(): Paragraph {
  return new Paragraph({ spacing: { line: PITCH, lineRule: LineRuleType.EXACT }, children: [] });
}

/** `— 1 —` in 4号 宋体, at the right on odd pages and at the left on even ones, a character in. */
function footers() {
  const page = (alignment: 'right' | 'left') =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          indent: alignment === 'right' ? { right: 280 } : { left: 280 },
          children: [
            new TextRun({
              children: ['— ', PageNumber.CURRENT, ' —'],
              font: FONTS.song,
              size: half(14),
            }),
          ],
        }),
      ],
    });
  return { default: page('right'), even: page('left') };
}

/** Times of writing are taken out. */
function withoutTime(xml: string, part: string): string {
  if (part !== 'docProps/core.xml') return xml;
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$11980-01-01T00:00:00Z');
}
