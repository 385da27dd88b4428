/** The UTF-8 bytes of a text; null where it has a lone surrogate, which no UTF-8 can carry. */
export function utf8(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code < 0x80) {
      bytes[size++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[size++] = 0xc0 | (code >> 6);
      bytes[size++] = 0x80 | (code & 63);
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(at + 1);
      if (code >= 0xdc00 || !(low >= 0xdc00 && low < 0xe000)) return null;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      at++;
      bytes[size++] = 0xf0 | (code >> 18);
      bytes[size++] = 0x80 | ((code >> 12) & 63);
    } else bytes[size++] = 0xe0 | (code >> 12);
    bytes[size++] = 0x80 | ((code >> 6) & 63);
    bytes[size++] = 0x80 | (code & 63);
  }
  return bytes.slice(0, size);
}

/** The text of UTF-8 bytes; null where they are none (over-long forms, surrogates, cut sequences). */
export function textOfUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    const more =
      first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
    if (more < 0 || at + more >= bytes.length) return null;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let next = 1; next <= more; next++) {
      const byte = bytes[at + next] as number;
      if ((byte & 0xc0) !== 0x80) return null;
      code = (code << 6) | (byte & 63);
    }
    if (code < (LEAST[more] as number) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
    codes.push(code);
    at += more + 1;
    // A call takes only so many arguments.
    if (codes.length === 4096) {
      parts.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  parts.push(String.fromCodePoint(...codes));
  return parts.join('');
}

/** The smallest character that needs so many further bytes. */
const LEAST = [0, 0x80, 0x800, 0x10000];
