import type { Block, ParagraphBlock } from '../blocks.ts';
import { readXml, type XmlAttributes } from '../xml.ts';
import { newFields } from './fields.ts';
import { isOn, WORD, wholeNumber } from './names.ts';
import { bulletOf, type Labels } from './numbering.ts';
import { DOCX_NAME } from './package.ts';
import type { Styles } from './styles.ts';
import {
  beginCell,
  beginRow,
  endCell,
  endGrid,
  type Grid,
  type GridCell,
  newGrid,
  newGridCell,
} from './table-grid.ts';

/** What all stories (main text, footnotes, endnotes) of a document share. */
export interface StoryContext {
  readonly styles: Styles;
  readonly labels: Labels;
  /** Count pages by the breaks that the program noted when it last laid the document out. */
  readonly pages: boolean;
  /** Number the paragraphs; not in notes. */
  readonly numbered: boolean;
  readonly keepContents: boolean;
}

export interface Story {
  readonly blocks: readonly Block[];
  /** `footnote 3`, `endnote 1` in the order in which they are called. */
  readonly noteCalls: readonly string[];
  /** By the same keys, in a story of notes. */
  readonly notes: ReadonlyMap<string, readonly Block[]>;
  /** A table of contents that never ends: what follows it was left out with it. */
  readonly contentsOpen: boolean;
}

interface Paragraph {
  readonly texts: string[];
  /** Text boxes anchored here, read after the paragraph. */
  readonly boxes: Block[];
  style: string | undefined;
  num: number | undefined;
  level: number | undefined;
  label: string | undefined;
  labelled: boolean;
  page: number | undefined;
  ordinal: number;
  /** The paragraph mark was deleted: the text runs on in the next paragraph. */
  joined: boolean;
  leftOut: boolean;
}

interface Place {
  readonly blocks: Block[];
  carried: Paragraph | undefined;
}

/** Never read: what tracked changes took away or replaced, instructions of fields, phonetic guides, page layout. */
const UNREAD = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblGridChange',
  'w:numberingChange',
  'w:delText',
  'w:delInstrText',
  'w:rt',
  'w:sectPr',
  'w:altChunk',
  'w:tblGrid',
]);

/** Reads one story of a Word document into blocks, tracked changes accepted, hidden text left out. */
export function readStory(bytes: Uint8Array, context: StoryContext): Story {
  const { styles, labels } = context;
  const root: Place = { blocks: [], carried: undefined };
  const places: Place[] = [root];
  const paragraphs: Paragraph[] = [];
  const runs: { hidden: boolean | undefined; style: boolean | undefined }[] = [];
  const grids: Grid[] = [];
  const cells: GridCell[] = [];
  const choices: { taken: boolean }[] = [];
  const controls: { left: boolean }[] = [];
  const path: string[] = [];
  const noteCalls: string[] = [];
  const notes = new Map<string, readonly Block[]>();
  const noteKeys: string[] = [];
  const fields = newFields(context.keepContents);
  let unread = 0;
  let page = 1;
  let ordinal = 0;

  const here = () => places.at(-1) as Place;
  const write = (text: string) => {
    const paragraph = paragraphs.at(-1);
    if (!paragraph) return;
    if (!fields.areShown()) {
      paragraph.leftOut ||= fields.inContents();
      return;
    }
    const run = runs.at(-1);
    const hidden =
      run?.hidden ?? run?.style ?? (paragraph.style !== undefined && styles.isHidden(paragraph.style));
    if (hidden) return;
    paragraph.page ??= page;
    paragraph.texts.push(text);
  };
  const labelNow = (paragraph: Paragraph) => {
    if (paragraph.labelled || paragraph.joined) return;
    paragraph.labelled = true;
    if (fields.areShown()) paragraph.label = labels(paragraph);
  };
  const put = (place: Place, paragraph: Paragraph) => {
    const text = paragraph.texts.join('');
    if (paragraph.leftOut && text.trim() === '') return;
    const block: ParagraphBlock = {
      kind: 'paragraph',
      text,
      ...(paragraph.label ? { label: paragraph.label } : {}),
      ...(context.pages ? { page: paragraph.page ?? page } : {}),
      ...(context.numbered ? { paragraph: paragraph.ordinal } : {}),
    };
    if (text !== '' || paragraph.label || paragraph.boxes.length === 0) place.blocks.push(block);
    place.blocks.push(...paragraph.boxes);
  };
  const flush = (place: Place) => {
    if (place.carried && (place.carried.texts.length > 0 || place.carried.boxes.length > 0)) {
      put(place, place.carried);
    }
    place.carried = undefined;
  };
  const endParagraph = () => {
    const paragraph = paragraphs.pop();
    if (!paragraph) return;
    fields.endOfParagraph();
    labelNow(paragraph);
    const place = here();
    if (place.carried) {
      paragraph.texts.unshift(...place.carried.texts);
      paragraph.boxes.unshift(...place.carried.boxes);
      place.carried = undefined;
    }
    if (paragraph.joined) place.carried = paragraph;
    else put(place, paragraph);
  };
  const endPlace = (): readonly Block[] => {
    const place = places.pop() as Place;
    flush(place);
    return place.blocks;
  };

  const openProperty = (tag: string, { val }: XmlAttributes, parent: string | undefined): void => {
    const paragraph = paragraphs.at(-1);
    const owner = path.at(-3);
    if (parent === 'w:pPr' && paragraph) {
      if (tag === 'w:pStyle') paragraph.style = val;
    } else if (parent === 'w:numPr' && paragraph && owner === 'w:pPr') {
      if (tag === 'w:numId') paragraph.num = wholeNumber(val);
      else if (tag === 'w:ilvl') paragraph.level = wholeNumber(val);
    } else if (parent === 'w:rPr' && owner === 'w:r') {
      const run = runs.at(-1);
      if (run && tag === 'w:vanish') run.hidden = isOn(val);
      else if (run && tag === 'w:rStyle' && val !== undefined && styles.isHidden(val)) run.style = true;
    } else if (parent === 'w:rPr' && owner === 'w:pPr' && paragraph) {
      if (tag === 'w:del' || tag === 'w:moveFrom') paragraph.joined = true;
    } else if (parent === 'w:trPr') openRowProperty(tag, val);
    else if (parent === 'w:tcPr') openCellProperty(tag, val);
  };
  const openRowProperty = (tag: string, val: string | undefined) => {
    const grid = grids.at(-1);
    if (!grid) return;
    if (tag === 'w:del') grid.deleted = true;
    else if (tag === 'w:tblHeader') grid.header = isOn(val);
    else if (tag === 'w:gridBefore') grid.column += Math.min(1000, Math.max(0, wholeNumber(val) ?? 0));
  };
  const openCellProperty = (tag: string, val: string | undefined) => {
    const cell = cells.at(-1);
    if (!cell) return;
    if (tag === 'w:gridSpan') cell.span = Math.min(1000, Math.max(1, wholeNumber(val) ?? 1));
    else if (tag === 'w:vMerge') cell.vertical = val === 'restart' ? 'restart' : 'continue';
    else if (tag === 'w:hMerge') cell.horizontal = val === 'restart' ? 'restart' : 'continue';
    else if (tag === 'w:cellDel') cell.deleted = true;
  };

  /** Returns false if nothing inside the element is to be read. */
  const openContent = (tag: string, attributes: XmlAttributes, parent: string | undefined): boolean => {
    switch (tag) {
      case 'w:p':
        ordinal++;
        paragraphs.push({
          texts: [],
          boxes: [],
          style: undefined,
          num: undefined,
          level: undefined,
          label: undefined,
          labelled: false,
          page: undefined,
          ordinal,
          joined: false,
          leftOut: fields.inContents(),
        });
        return true;
      case 'w:r':
        runs.push({ hidden: undefined, style: undefined });
        return true;
      case 'w:tbl':
        flush(here());
        grids.push(newGrid());
        return true;
      case 'w:tr': {
        const grid = grids.at(-1);
        if (grid) beginRow(grid);
        return true;
      }
      case 'w:tc': {
        const grid = grids.at(-1);
        if (!grid || grid.deleted) return false;
        beginCell(grid);
        cells.push(newGridCell());
        places.push({ blocks: [], carried: undefined });
        return true;
      }
      case 'w:txbxContent':
        places.push({ blocks: [], carried: undefined });
        return true;
      case 'v:textpath':
        if (attributes.string) {
          paragraphs.at(-1)?.boxes.push({ kind: 'paragraph', text: attributes.string.replace(/\s+/g, ' ') });
        }
        return true;
      case 'mc:AlternateContent':
        choices.push({ taken: false });
        return true;
      case 'mc:Choice':
      case 'mc:Fallback': {
        const choice = choices.at(-1);
        if (choice?.taken) return false;
        if (choice) choice.taken = true;
        return true;
      }
      case 'w:sdt':
        controls.push({ left: false });
        return true;
      case 'w:showingPlcHdr':
        if (isOn(attributes.val)) leaveControl();
        return true;
      case 'w:docPartGallery':
        if (attributes.val === 'Table of Contents' && !context.keepContents) leaveControl();
        return true;
      case 'w:sdtContent':
        return !controls.at(-1)?.left;
      case 'w:footnote':
      case 'w:endnote':
        if (attributes.type !== undefined && attributes.type !== 'normal') return false;
        noteKeys.push(`${tag.slice(2)} ${attributes.id}`);
        places.push({ blocks: [], carried: undefined });
        return true;
      case 'w:fldChar':
        fields.mark(attributes.fldCharType);
        return true;
      case 'w:lastRenderedPageBreak':
        page++;
        return true;
      default:
        if (parent === 'w:r') openSign(tag, attributes);
        return true;
    }
  };
  const leaveControl = () => {
    const control = controls.at(-1);
    if (control) control.left = true;
  };
  const openSign = (tag: string, attributes: XmlAttributes) => {
    switch (tag) {
      case 'w:tab':
      case 'w:ptab':
        write(' ');
        break;
      case 'w:br':
        if (attributes.type !== 'page' && attributes.type !== 'column') write('\n');
        break;
      case 'w:cr':
        write('\n');
        break;
      case 'w:noBreakHyphen':
        write('-');
        break;
      case 'w:sym': {
        const code = Number.parseInt(attributes.char ?? '', 16);
        if (code >= 0x20 && code <= 0xffff) write(bulletOf(String.fromCharCode(code)));
        break;
      }
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        noteCalls.push(`${tag.slice(2, -9)} ${attributes.id}`);
        break;
      default:
    }
  };

  const open = (tag: string, attributes: XmlAttributes) => {
    if (unread > 0) {
      unread++;
      return;
    }
    const parent = path.at(-1);
    const isMark = parent === 'w:rPr' || parent === 'w:trPr';
    if (UNREAD.has(tag) || (!isMark && (tag === 'w:del' || tag === 'w:moveFrom'))) {
      unread = 1;
      return;
    }
    path.push(tag);
    openProperty(tag, attributes, parent);
    if (!openContent(tag, attributes, parent)) {
      path.pop();
      unread = 1;
    }
  };
  const close = (tag: string) => {
    if (unread > 0) {
      unread--;
      return;
    }
    path.pop();
    switch (tag) {
      case 'w:pPr': {
        const paragraph = paragraphs.at(-1);
        // Counted here, before any text box inside the paragraph counts its own.
        if (paragraph && path.at(-1) === 'w:p') labelNow(paragraph);
        break;
      }
      case 'w:p':
        endParagraph();
        break;
      case 'w:r':
        runs.pop();
        break;
      case 'w:tc': {
        const cell = cells.pop();
        const grid = grids.at(-1);
        const blocks = withoutTail(endPlace());
        if (cell && grid) endCell(grid, cell, blocks);
        break;
      }
      case 'w:tbl': {
        const grid = grids.pop();
        const table = grid && endGrid(grid);
        if (table) here().blocks.push(table);
        break;
      }
      case 'w:txbxContent': {
        const blocks = endPlace();
        const paragraph = paragraphs.at(-1);
        if (paragraph) paragraph.boxes.push(...blocks);
        else here().blocks.push(...blocks);
        break;
      }
      case 'mc:AlternateContent':
        choices.pop();
        break;
      case 'w:sdt':
        controls.pop();
        break;
      case 'w:footnote':
      case 'w:endnote':
        notes.set(noteKeys.pop() ?? '', endPlace());
        break;
      default:
    }
  };
  const text = (characters: string) => {
    if (unread > 0) return;
    const tag = path.at(-1);
    if (tag === 'w:t' || tag === 'm:t') write(characters.replace(/[\t\r\n]+/g, ' '));
    else if (tag === 'w:instrText') fields.instruct(characters);
  };

  readXml(bytes, WORD, { open, close, text }, DOCX_NAME);
  flush(root);
  return { blocks: root.blocks, noteCalls, notes, contentsOpen: fields.inContents() };
}

/** A cell must end with a paragraph; after a table inside it that one is empty and shows nothing. */
function withoutTail(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1);
  const isEmpty = last?.kind === 'paragraph' && last.text === '' && last.label === undefined;
  return isEmpty && blocks.at(-2)?.kind === 'table' ? blocks.slice(0, -1) : blocks;
}
