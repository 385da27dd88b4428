import { readXml } from '../xml.ts';
import { isOn, WORD, wholeNumber } from './names.ts';
import { DOCX_NAME } from './package.ts';

/** Number and level as written in a paragraph or style; number 0 takes numbering away. */
export interface NumberingChoice {
  readonly num?: number;
  readonly level?: number;
}

export interface Styles {
  /** The default paragraph style. */
  readonly normal: string | undefined;
  /** Numbering of a paragraph style, through what it is based on, with the style that names the list. */
  readonly numberingOf: (
    style: string,
  ) => (NumberingChoice & { readonly chain: readonly string[] }) | undefined;
  /** The list that a numbering style stands for. */
  readonly listOf: (style: string) => number | undefined;
  /** Whether text in that character or paragraph style is hidden. */
  readonly isHidden: (style: string) => boolean;
}

interface Style {
  readonly basedOn?: string;
  readonly num?: number;
  readonly level?: number;
  readonly hidden?: boolean;
}

const DEEPEST = 20;

/** Reads styles.xml: what of the styles bears on numbers and on what can be seen. */
export function readStyles(bytes: Uint8Array | undefined): Styles {
  const styles = new Map<string, Style>();
  let normal: string | undefined;
  let id: string | undefined;
  let style: { -readonly [key in keyof Style]: Style[key] } = {};
  let within: string[] = [];
  if (bytes) {
    readXml(
      bytes,
      WORD,
      {
        open: (tag, attributes) => {
          within.push(tag);
          if (tag === 'w:style') {
            id = attributes.styleId;
            style = {};
            if (
              attributes.type === 'paragraph' &&
              attributes.default !== undefined &&
              isOn(attributes.default)
            ) {
              normal = id;
            }
          } else if (id !== undefined) {
            const parent = within.at(-2);
            if (tag === 'w:basedOn' && attributes.val !== undefined) style.basedOn = attributes.val;
            else if (tag === 'w:numId' && parent === 'w:numPr' && !within.includes('w:pPrChange')) {
              const num = wholeNumber(attributes.val);
              if (num !== undefined) style.num = num;
            } else if (tag === 'w:ilvl' && parent === 'w:numPr' && !within.includes('w:pPrChange')) {
              const level = wholeNumber(attributes.val);
              if (level !== undefined) style.level = level;
            } else if (tag === 'w:vanish' && parent === 'w:rPr') style.hidden = isOn(attributes.val);
          }
        },
        close: (tag) => {
          within.pop();
          if (tag === 'w:style' && id !== undefined) {
            styles.set(id, style);
            id = undefined;
          }
        },
      },
      DOCX_NAME,
    );
  }
  within = [];
  const chainOf = (from: string): readonly (readonly [string, Style])[] => {
    const chain: (readonly [string, Style])[] = [];
    let name: string | undefined = from;
    while (name !== undefined && chain.length < DEEPEST) {
      const found: Style | undefined = styles.get(name);
      if (!found || chain.some(([seen]) => seen === name)) break;
      chain.push([name, found]);
      name = found.basedOn;
    }
    return chain;
  };
  return {
    normal,
    numberingOf: (name) => {
      const chain = chainOf(name);
      const num = chain.find(([, { num }]) => num !== undefined)?.[1].num;
      const level = chain.find(([, { level }]) => level !== undefined)?.[1].level;
      if (num === undefined) return undefined;
      return { num, ...(level === undefined ? {} : { level }), chain: chain.map(([step]) => step) };
    },
    listOf: (name) => chainOf(name).find(([, { num }]) => num !== undefined)?.[1].num,
    isHidden: (name) => chainOf(name).find(([, { hidden }]) => hidden !== undefined)?.[1].hidden ?? false,
  };
}
