import type { Span } from '../../base/index.ts';
import type { Item, Measure } from '../compiled.ts';
import { itemAt, stretchAt } from './stretch.ts';

/** Words and marks that rules look for in the text itself. */
export const CONDITIONS = [
  '有条件的',
  '符合条件的',
  '具备条件的',
  '条件成熟的',
  '条件成熟时',
  '适宜地区',
] as const;
export const VAGUE_QUANTITIES = ['一批', '若干', '一定数量的', '一系列'] as const;
export const VAGUE_LIMITS = ['尽快', '适时', '近期内', '早日', '抓紧时间'] as const;
export const LIMITS = ['底前', '年内'] as const;
/** Words behind which a document is cited as ground or as a thing to carry out. */
export const CITING = ['根据', '按照', '依据', '执行', '对照', '落实'] as const;
export const DOUBLED_MARKS = ['。。', '，，', '、、', '；；', '，。', '、。', '；。'] as const;
export const MARKS = ['《', '》', '〔'] as const;

const WORDS: readonly string[] = [
  ...CONDITIONS,
  ...VAGUE_QUANTITIES,
  ...VAGUE_LIMITS,
  ...LIMITS,
  ...CITING,
  ...DOUBLED_MARKS,
  ...MARKS,
];

type Word = (
  | typeof CONDITIONS
  | typeof VAGUE_QUANTITIES
  | typeof VAGUE_LIMITS
  | typeof LIMITS
  | typeof CITING
  | typeof DOUBLED_MARKS
  | typeof MARKS
)[number];

/** Words that begin with the same character, as numbers, and for each character the place of its list, from 1. */
const BEGINNING: number[][] = [[]];
const BEGINS = new Uint8Array(65536);
WORDS.forEach((word, number) => {
  const code = word.charCodeAt(0);
  if (BEGINS[code] === 0) BEGINS[code] = BEGINNING.push([]) - 1;
  (BEGINNING[BEGINS[code] as number] as number[]).push(number);
});
const SECOND = WORDS.map((word) => (word.length > 1 ? word.charCodeAt(1) : -1));

/** Offsets at which each word stands, in rising order. */
export type Places = ReadonlyMap<string, readonly number[]>;

/** Looks through the text once for all words. */
export function placesIn(text: string): Places {
  const places = WORDS.map((): number[] => []);
  for (let at = 0; at < text.length; at++) {
    const begins = BEGINS[text.charCodeAt(at)] as number;
    if (begins === 0) continue;
    const next = text.charCodeAt(at + 1);
    for (const number of BEGINNING[begins] as number[]) {
      const second = SECOND[number] as number;
      if (second !== next && second >= 0) continue;
      const word = WORDS[number] as string;
      if (word.length < 3 || text.startsWith(word, at)) (places[number] as number[]).push(at);
    }
  }
  return new Map(WORDS.map((word, number) => [word, places[number] as number[]]));
}

export function placesOf({ places }: { readonly places: Places }, word: Word): readonly number[] {
  return places.get(word) ?? [];
}

/** Places in measures where one of these words stands, word by word. */
export function wordsInMeasures(
  seen: { readonly items: readonly Item[]; readonly places: Places },
  words: readonly Word[],
  found: (span: Span, word: string, measure: Measure) => void,
): void {
  for (const word of words) {
    for (const at of placesOf(seen, word)) {
      const measure = stretchAt(itemAt(seen.items, at)?.measures ?? [], at);
      if (measure) found([at, at + word.length], word, measure);
    }
  }
}
