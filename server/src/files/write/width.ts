/**
 * Columns that a text takes on a terminal: Chinese characters and full-width marks take two (East Asian Width W
 * and F, UAX #11), combining marks none. Characters of ambiguous width count as one, as terminals outside a
 * Chinese locale show them.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character.codePointAt(0) as number);
  return width;
}

/** The text, cut to so many columns; `…` stands for what was cut off. */
export function fitted(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    const more = columnsOf(character.codePointAt(0) as number);
    if (width + more > columns - 1) break;
    kept += character;
    width += more;
  }
  return columns > 0 ? `${kept}…` : '';
}

/** The text with spaces behind it up to so many columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

/**
 * The text in lines of at most so many columns (at least 2). Latin words and figures are kept whole where they
 * fit; a line begins with no closing mark and ends with no opening one (GB/T 15834).
 */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let width = 0;
    for (const piece of piecesOf(paragraph, columns)) {
      const more = widthOf(piece);
      if (width > 0 && width + more > columns) {
        lines.push(line.trimEnd());
        line = '';
        width = 0;
        if (piece === ' ') continue;
      }
      line += piece;
      width += more;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

const PIECE =
  /[（〔《〈“‘「『【(]*(?:[-.]*[0-9A-Za-z][0-9A-Za-z.,%+\-_/:]*|.)[，。、；：！？）〕》〉”’」』】)…]*/gu;

/** What must not be parted. A piece wider than the line is parted all the same. */
function piecesOf(text: string, columns: number): string[] {
  const pieces: string[] = [];
  for (const [piece] of text.matchAll(PIECE)) {
    if (widthOf(piece) <= columns) pieces.push(piece);
    else pieces.push(...piece);
  }
  return pieces;
}

function columnsOf(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1;
  if (within(code, NONE)) return 0;
  return code >= 0x1100 && within(code, WIDE) ? 2 : 1;
}

function within(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

const NONE = [
  [0x300, 0x36f],
  [0x200b, 0x200f],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef],
] as const;

const WIDE = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
] as const;
