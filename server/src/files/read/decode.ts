import { refuse } from './refuse.ts';

/**
 * The characters of a plain-text file without its byte order mark: BOM, then UTF-8, then UTF-16 without a mark,
 * then GB18030. UTF-8 with a few broken bytes (cut or damaged files) stays UTF-8.
 * @throws {Refusal} `file/binary`, `file/mojibake`
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return sound(decodeAs('utf-8', bytes));
  if (first === 0xff && second === 0xfe) return sound(decodeAs('utf-16le', bytes));
  if (first === 0xfe && second === 0xff) return sound(decodeAs('utf-16be', bytes));
  const utf8 = decodeStrictly('utf-8', bytes);
  if (utf8 !== undefined && !utf8.includes('\0')) return sound(utf8);
  const wide = wideEncodingOf(bytes);
  if (wide) return sound(decodeAs(wide, bytes));
  if (bytes.includes(0)) return refuse('file/binary');
  const gb = decodeStrictly('gb18030', bytes);
  if (gb !== undefined && !isNearlyUtf8(bytes)) return sound(gb);
  const lenient = decodeAs('utf-8', bytes);
  return sound(isNearlyUtf8(bytes) ? lenient : decodeAs('gb18030', bytes));
}

/** The decoded characters, or `undefined` if the bytes are not valid in that encoding. */
export function decodeStrictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** At most one broken place in twenty characters outside ASCII. */
export function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs('utf-8', bytes);
  let foreign = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) foreign++;
  }
  return broken * 20 <= foreign;
}

/**
 * UTF-16 without a byte order mark: nearly all of the first characters must be ones that documents are written
 * with, and there must be a NUL (an ASCII character or line end).
 */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length % 2 !== 0 || bytes.length < 4) return undefined;
  const sample = Math.min(bytes.length, 8192) & ~1;
  let little = 0;
  let big = 0;
  let zeros = 0;
  for (let at = 0; at < sample; at += 2) {
    const one = bytes[at] as number;
    const two = bytes[at + 1] as number;
    if (one === 0 || two === 0) zeros++;
    if (isUsual((two << 8) | one)) little++;
    if (isUsual((one << 8) | two)) big++;
  }
  if (zeros === 0) return undefined;
  const enough = (sample / 2) * 0.95;
  if (little >= enough && little > big) return 'utf-16le';
  if (big >= enough && big > little) return 'utf-16be';
  return undefined;
}

function isUsual(code: number): boolean {
  return (
    (code >= 0x20 && code < 0x7f) ||
    code === 9 ||
    code === 10 ||
    code === 13 ||
    code === 0xb7 ||
    (code >= 0x2010 && code <= 0x2040) ||
    (code >= 0x2460 && code <= 0x2473) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xff00 && code <= 0xffef)
  );
}

/** The text itself if it can be a document. @throws {Refusal} `file/binary`, `file/mojibake` */
function sound(text: string): string {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // 8 to 13 set text, 27 begins the colours of a terminal.
    if ((code < 0x20 && (code < 8 || code > 13) && code !== 27) || code === 0x7f) controls++;
  }
  if (controls * 50 > text.length) refuse('file/binary');
  return legible(text);
}

/**
 * The text itself, unless most of it is what remains of characters that were lost: replacement characters,
 * 锟斤拷 (replacement characters read as GBK), private-use codes of fonts without a table.
 * @throws {Refusal} `file/mojibake`
 */
export function legible(text: string): string {
  let seen = 0;
  let lost = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x3000 || code === 0xa0) continue;
    seen++;
    if (code === 0xfffd || code < 0x20 || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code <= 0xf8ff))
      lost++;
    else if (code === 0x951f && text.startsWith('锟斤拷', at)) lost += 3;
  }
  if (seen > 0 && lost * 10 >= seen * 3) refuse('file/mojibake');
  return text;
}
