import { readFile } from 'node:fs/promises';

// Four folders up from server/src/store/directory and from server/dist/store/directory alike.
const READINGS = new URL('../../../../directory/pinyin.json', import.meta.url);

/** 拼音: what names are put in order and found by. */
export type SortKey = (name: string, parts?: readonly string[]) => string;

/**
 * Makes sort keys: `si4 chuan1 sheng3 cai2 zheng4 ting1`. Syllable by syllable, then by tone, as Chinese dictionaries
 * have it; what is no Chinese character stands as it is, in small letters. `parts` are pieces of the name that are read
 * by themselves (the region's name) and remembered.
 */
export function sortKeys(): Promise<SortKey> {
  made ??= make();
  return made;
}

const HOW = { toneType: 'num', type: 'array', nonZh: 'consecutive', v: true } as const;

let made: Promise<SortKey> | undefined;

async function make(): Promise<SortKey> {
  // Its dictionary takes 50 ms to set up: only those pay that need it.
  const [{ pinyin }, text] = await Promise.all([import('pinyin-pro'), readFile(READINGS, 'utf8')]);
  const { readings } = JSON.parse(text) as { readonly readings: readonly (readonly [string, string])[] };
  const own = new Map(readings);
  const names = [...own.keys()].sort((one, other) => other.length - one.length);
  const places = new RegExp(`(${names.join('|')})`);
  const known = new Map<string, string>();
  const read = (piece: string): string => {
    const remembered = known.get(piece);
    if (remembered !== undefined) return remembered;
    const key = piece
      .split(places)
      .flatMap((text) => own.get(text) ?? (text === '' ? [] : pinyin(text, HOW)))
      .join(' ')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim();
    if (known.size < 20_000) known.set(piece, key);
    return key;
  };
  return (name, parts = []) => {
    const part = parts.find((one) => one !== '' && name.includes(one));
    if (part === undefined) return read(name);
    const at = name.indexOf(part);
    return [name.slice(0, at), part, name.slice(at + part.length)].filter(Boolean).map(read).join(' ');
  };
}

/** `cdsfgj`: first letters of syllables, as somebody types them, as a pattern that finds them in sort keys. */
export function initialsPattern(letters: string): string | null {
  if (!/^[a-z]{1,40}$/i.test(letters)) return null;
  return `(^| )${[...letters.toLowerCase()].map((letter) => `${letter}[a-z]*[0-9]?`).join(' ')}`;
}
