import { areBlank, type Block, type LaidOut, layOut } from '../blocks.ts';
import { refuse } from '../refuse.ts';
import type { Zip } from '../zip.ts';
import { correctLabels } from './correct-labels.ts';
import { labelsOf, readNumbering } from './numbering.ts';
import { wordParts } from './package.ts';
import { readStory, type Story, type StoryContext } from './story.ts';
import { readStyles } from './styles.ts';

/**
 * Reads a .docx (ECMA-376, transitional and strict): automatic numbers as Word shows them, tables, text boxes, tracked changes
 * accepted; footnotes and endnotes as lines at the end. Headers, footers, comments and what is hidden are not read.
 * @throws {Refusal} `file/corrupt`, `file/dtd`, `file/empty`
 */
export function readDocx(zip: Zip): LaidOut {
  return layOut(blocksOf(zip));
}

/** A .doc or .wps that LibreOffice has converted: structure from its .docx, automatic numbers from its text export. */
export function readConverted(zip: Zip, exported: string): LaidOut {
  return layOut(correctLabels(blocksOf(zip), exported));
}

function blocksOf(zip: Zip): readonly Block[] {
  const parts = wordParts(zip);
  const first = readParts(parts, false);
  // A table of contents that does not end would take the document with it: read again with it.
  const blocks = first.main.contentsOpen ? readParts(parts, true).blocks : first.blocks;
  return areBlank(blocks) ? refuse('file/empty') : blocks;
}

function readParts(
  parts: ReturnType<typeof wordParts>,
  keepContents: boolean,
): { readonly main: Story; readonly blocks: readonly Block[] } {
  const styles = readStyles(parts.styles);
  const labels = labelsOf(readNumbering(parts.numbering), styles);
  const context: StoryContext = {
    styles,
    labels,
    keepContents,
    numbered: true,
    pages: Buffer.from(parts.document.buffer, parts.document.byteOffset, parts.document.length).includes(
      'lastRenderedPageBreak',
    ),
  };
  const main = readStory(parts.document, context);
  const apart: StoryContext = { ...context, numbered: false, pages: false };
  const notes = (['footnote', 'endnote'] as const).flatMap((kind) => {
    const bytes = parts[`${kind}s`];
    const called = main.noteCalls.filter((key) => key.startsWith(`${kind} `));
    if (!bytes || called.length === 0) return [];
    const story = readStory(bytes, apart);
    return called.flatMap((key, index) => marked(story.notes.get(key) ?? [], kind, index + 1));
  });
  return { main, blocks: [...main.blocks, ...notes] };
}

/** 注1：… as the first words of a note. */
function marked(blocks: readonly Block[], kind: 'footnote' | 'endnote', number: number): readonly Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return blocks;
  const mark = kind === 'footnote' ? `注${number}：` : `尾注${number}：`;
  return [{ ...first, label: mark + (first.label ?? ''), text: first.text.trimStart() }, ...rest];
}
