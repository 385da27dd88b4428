import type { Block, ParagraphBlock } from '../blocks.ts';

/** How far ahead in the export a paragraph is looked for: text boxes and headers come in another order. */
const LOOK_AHEAD = 40;

/**
 * The blocks with the automatic numbers that stand in LibreOffice's text export. Lines of the export are matched in order
 * by their text; a paragraph that is not found there keeps its number.
 */
export function correctLabels(blocks: readonly Block[], exported: string): readonly Block[] {
  const lines = exported.split(/\r?\n/).filter((line) => bare(line) !== '');
  let at = 0;
  const correct = (block: Block): Block =>
    block.kind === 'paragraph'
      ? correctParagraph(block)
      : { ...block, cells: block.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(correct) })) };
  const correctParagraph = (paragraph: ParagraphBlock): ParagraphBlock => {
    const own = bare(paragraph.text.split('\n', 1)[0] ?? '');
    if (own === '') return paragraph;
    for (let ahead = at; ahead < Math.min(lines.length, at + LOOK_AHEAD); ahead++) {
      const label = labelBefore(lines[ahead] as string, own);
      if (label === undefined) continue;
      at = ahead + 1;
      if (bare(label) === bare(paragraph.label ?? '')) return paragraph;
      const { label: _, ...rest } = paragraph;
      return bare(label) === '' ? rest : { ...rest, label: spaced(label) };
    }
    return paragraph;
  };
  return blocks.map(correct);
}

/** What stands before `own` in a line that ends with it; a label is short. */
function labelBefore(line: string, own: string): string | undefined {
  const whole = bare(line);
  if (!whole.endsWith(own) || whole.length - own.length > 24) return undefined;
  const length = whole.length - own.length;
  let seen = 0;
  let end = 0;
  while (seen < length && end < line.length) if (!/\s/.test(line[end++] as string)) seen++;
  return line.slice(0, end).trim();
}

function spaced(label: string): string {
  return /[、）》】〕，。：；．]$/.test(label) ? label : `${label} `;
}

function bare(text: string): string {
  return text.replace(/[\s\u00ad]+/g, '');
}
