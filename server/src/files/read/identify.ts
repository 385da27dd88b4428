import type { Zip } from './zip.ts';

/** What a file is by its first bytes, whatever it is called. */
export type Kind =
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'html'
  | 'mhtml'
  | 'word-xml'
  | 'picture'
  | 'archive'
  | 'program'
  | 'text'
  | 'unknown';

/** Names for people, the same in every language. */
export const KIND_NAMES: Readonly<Record<Exclude<Kind, 'unknown'>, string>> = {
  pdf: 'PDF',
  zip: 'ZIP',
  ole: 'Microsoft Office 97–2003',
  rtf: 'RTF',
  html: 'HTML',
  mhtml: 'MHTML (.mht)',
  'word-xml': 'Word 2003 XML',
  picture: 'PNG/JPEG/GIF/BMP/TIFF',
  archive: 'RAR/7z/GZIP',
  program: 'EXE/ELF',
  text: 'TXT',
};

const MAGIC: readonly (readonly [Kind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b, 0x08]],
  ['program', [0x4d, 0x5a, 0x90, 0x00]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
];

/** Decides by content. `text` is anything that decodes as UTF-8 or carries a byte order mark. */
export function identify(bytes: Uint8Array): Kind {
  for (const [kind, magic] of MAGIC) {
    if (magic.every((byte, index) => bytes[index] === byte)) return kind;
  }
  if (bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 26 && bytes[14] === 40 && bytes[15] === 0) {
    return 'picture';
  }
  const head = latin(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  const start = head.replace(/^(?:ï»¿)?\s*/, '');
  if (start.startsWith('{\\rtf')) return 'rtf';
  if (/^mime-version:/im.test(head.slice(0, 400)) && /^content-type:/im.test(head)) return 'mhtml';
  if (start.startsWith('<?xml') && /progid="Word\.Document"/.test(head)) return 'word-xml';
  if (/^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html[\s>])/i.test(start))
    return 'html';
  if (bytes.includes(0)) {
    return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      ? 'text'
      : 'unknown';
  }
  return isPrintable(bytes.subarray(0, 4096)) ? 'text' : 'unknown';
}

/** What an archive holds: the name for people, and whether it is one that can be read. */
export function identifyZip(zip: Zip): { readonly kind: 'docx' | 'ofd' | 'other'; readonly name: string } {
  if (zip.has('OFD.xml')) return { kind: 'ofd', name: 'OFD' };
  if (zip.has('[Content_Types].xml')) {
    if (zip.has('xl/workbook.xml') || zip.has('xl/workbook.bin'))
      return { kind: 'other', name: 'Excel (.xlsx)' };
    if (zip.has('ppt/presentation.xml')) return { kind: 'other', name: 'PowerPoint (.pptx)' };
    return { kind: 'docx', name: 'Word (.docx)' };
  }
  if (zip.has('mimetype') && zip.has('content.xml')) return { kind: 'other', name: 'OpenDocument (.odt)' };
  if (zip.names.some((name) => /(?:^|\/)OFD\.xml$/i.test(name))) return { kind: 'other', name: 'ZIP (OFD)' };
  return { kind: 'other', name: 'ZIP' };
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function isPrintable(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) controls++;
  return controls * 50 <= bytes.length;
}
