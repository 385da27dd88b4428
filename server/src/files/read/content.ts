import { createHash } from 'node:crypto';
import { Refusal } from '@luodi/core/base';
import type { SourceFormat } from '@luodi/core/task';
import type { LaidOut } from './blocks.ts';
import { decodeText, legible } from './decode.ts';
import { type Hints, MEGABYTE, type ReadDocument, type ReadLimits } from './document.ts';
import { identify, identifyZip, KIND_NAMES } from './identify.ts';
import { unclassified } from './marking.ts';
import { readOle } from './ole.ts';
import { refuse } from './refuse.ts';

/** Names for people of what a reader expected, in the sentence for damaged files. */
const FORMAT_NAMES: Readonly<Record<SourceFormat, string>> = {
  txt: 'TXT',
  md: 'Markdown',
  html: 'HTML',
  docx: 'Word (.docx)',
  pdf: 'PDF',
  ofd: 'OFD',
  doc: 'Word 97–2003 (.doc)',
  wps: 'WPS (.wps)',
};

/** Extension → the format that it promises. */
const EXTENSIONS: Readonly<Record<string, SourceFormat>> = {
  txt: 'txt',
  text: 'txt',
  md: 'md',
  markdown: 'md',
  html: 'html',
  htm: 'html',
  shtml: 'html',
  xhtml: 'html',
  docx: 'docx',
  docm: 'docx',
  pdf: 'pdf',
  ofd: 'ofd',
  doc: 'doc',
  wps: 'wps',
};

/** A .doc or .wps must first be converted; what LibreOffice made of it. */
export interface Converted {
  readonly docx: Uint8Array;
  /** LibreOffice's own text export, in which automatic numbers are right. */
  readonly txt: Uint8Array;
}

/** The letters after the last dot of a name, lower case; empty if there are none. */
export function extensionOf(name: string): string {
  return /[^/\\]\.([^./\\]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The format that a name promises. @throws {Refusal} `file/unsupported-type` */
export function formatOf(name: string): SourceFormat {
  const extension = extensionOf(name);
  const format = Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
  return format ?? refuse('file/unsupported-type', { extension: extension.slice(0, 20) });
}

/**
 * Reads the bytes of one file: identified by content, compared with the extension, read, laid out as one text.
 * Runs inside the reading process. `'convert'` says that LibreOffice must convert the file first.
 * @throws {Refusal} `file/…`
 */
export async function readContent(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits,
  converted?: Converted,
): Promise<ReadDocument | 'convert'> {
  const format = formatOf(name);
  if (bytes.length === 0) refuse('file/empty');
  try {
    const read = await readAs(format, bytes, name, limits, converted);
    return read === 'convert' ? read : finished(read, name, format, limits);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // What a library throws at a broken file says nothing to a reader of sentences.
    return refuse('file/corrupt', { format: FORMAT_NAMES[format] });
  }
}

interface Read extends LaidOut {
  readonly hints?: Hints;
}

async function readAs(
  format: SourceFormat,
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits,
  converted: Converted | undefined,
): Promise<Read | 'convert'> {
  const kind = identify(bytes);
  const wrong = (actual: string) => refuse('file/wrong-extension', { extension: extensionOf(name), actual });
  const corrupt = () => refuse('file/corrupt', { format: FORMAT_NAMES[format] });
  switch (format) {
    case 'txt':
    case 'md':
      if (kind !== 'text' && kind !== 'unknown' && !(kind === 'html' && format === 'md'))
        wrong(nameOf(kind, bytes));
      return { text: decodeText(bytes), map: [], tables: [] };
    case 'html': {
      if (kind !== 'text' && kind !== 'unknown' && kind !== 'html') wrong(nameOf(kind, bytes));
      const { readHtml } = await import('./html/index.ts');
      return readHtml(bytes);
    }
    case 'pdf': {
      if (kind === 'unknown') corrupt();
      if (kind !== 'pdf') wrong(nameOf(kind, bytes));
      const { readPdf } = await import('./pdf.ts');
      return readPdf(bytes);
    }
    case 'docx':
    case 'ofd': {
      if (kind === 'ole' && readOle(bytes)?.kind === 'encrypted') refuse('file/encrypted');
      if (kind === 'unknown') corrupt();
      if (kind !== 'zip') wrong(nameOf(kind, bytes));
      const { openZip } = await import('./zip.ts');
      const zip = openZip(bytes, limits, FORMAT_NAMES[format]);
      const content = identifyZip(zip);
      if (content.kind !== format) wrong(content.name);
      if (format === 'ofd') return (await import('./ofd.ts')).readOfd(zip);
      return (await import('./docx/index.ts')).readDocx(zip);
    }
    case 'doc':
    case 'wps': {
      if (converted) {
        const { openZip } = await import('./zip.ts');
        const zip = openZip(converted.docx, limits, FORMAT_NAMES[format]);
        return (await import('./docx/index.ts')).readConverted(zip, decodeText(converted.txt));
      }
      if (kind === 'unknown') corrupt();
      if (kind !== 'ole') wrong(nameOf(kind, bytes));
      switch (readOle(bytes)?.kind) {
        case undefined:
          return corrupt();
        case 'encrypted':
          return refuse('file/encrypted');
        case 'excel':
          return wrong('Excel 97–2003 (.xls)');
        case 'powerpoint':
          return wrong('PowerPoint 97–2003 (.ppt)');
        default:
          return 'convert';
      }
    }
  }
}

function nameOf(kind: ReturnType<typeof identify>, bytes: Uint8Array): string {
  if (kind === 'ole') {
    const content = readOle(bytes)?.kind;
    if (content === 'word') return FORMAT_NAMES.doc;
    if (content === 'excel') return 'Excel 97–2003 (.xls)';
    if (content === 'powerpoint') return 'PowerPoint 97–2003 (.ppt)';
  }
  if (kind === 'zip') {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
    const tail = new TextDecoder('latin1').decode(bytes.subarray(-8192));
    if (/OFD\.xml/.test(head + tail)) return 'OFD';
    if (/word\/document\.xml/.test(head + tail)) return FORMAT_NAMES.docx;
    if (/xl\/workbook/.test(head + tail)) return 'Excel (.xlsx)';
    if (/ppt\/presentation/.test(head + tail)) return 'PowerPoint (.pptx)';
  }
  return kind === 'unknown' ? '?' : KIND_NAMES[kind];
}

function finished(read: Read, name: string, format: SourceFormat, limits: ReadLimits): ReadDocument {
  const utf8 = Buffer.from(read.text);
  // A half of a surrogate pair has no UTF-8 and becomes U+FFFD, which is as long: no offset moves.
  const text = /\p{Surrogate}/u.test(read.text) ? utf8.toString() : read.text;
  if (text.trim() === '') refuse('file/empty');
  unclassified(format === 'txt' || format === 'md' ? text : legible(text));
  if (utf8.length > limits.textBytes) {
    refuse('file/too-much-text', { megabytes: Math.round(limits.textBytes / MEGABYTE) });
  }
  return {
    name,
    format,
    sm3: createHash('sm3').update(utf8).digest('hex'),
    text,
    ...(read.map.length > 0 ? { map: read.map } : {}),
    tables: read.tables,
    hints: read.hints ?? {},
  };
}
