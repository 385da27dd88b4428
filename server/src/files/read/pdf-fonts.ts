/**
 * Character tables for fonts that are named in a PDF but not embedded (宋体, 仿宋 of older office programs): the predefined
 * encodings GBK-EUC and UniGB of PDF 32000-1, 9.7.5.2. pdf.js takes them as CMap files; the ones written here
 * give every character a number of our own above those of Adobe-GB1, and `Adobe-GB1-UCS2` leads back from it.
 */
const FIRST_OWN = 30_600;

/** Characters that documents are written with. */
const RANGES: readonly (readonly [number, number])[] = [
  [0xa0, 0xff],
  [0x02c0, 0x02df],
  [0x0391, 0x0451],
  [0x2010, 0x2040],
  [0x2100, 0x22ff],
  [0x2460, 0x27bf],
  [0x3000, 0x33ff],
  [0x3400, 0x3410],
  [0x4e00, 0x9fff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xffef],
];

/** What pdf.js asks for a file of character tables. */
export function BinaryData(): {
  fetch: (request: { kind: string; filename: string }) => Promise<Uint8Array>;
} {
  return {
    fetch: async ({ kind, filename }) => {
      const written = kind === 'cMapUrl' ? characterTable(filename) : undefined;
      if (written === undefined) throw new Error(`no ${kind}`);
      return new TextEncoder().encode(written);
    },
  };
}

/** The text of a CMap file, or `undefined` for encodings that are not known here. */
export function characterTable(name: string): string | undefined {
  if (name === 'Adobe-GB1-UCS2') return backToCharacters();
  const mode = name.endsWith('-V') ? 1 : 0;
  if (/^UniGB-(?:UCS2|UTF16)-[HV]$/.test(name)) {
    return table(
      mode,
      ['<0000> <ffff>'],
      ['<0020> <007e> 1', ...ownNumbers().map(([low, high, own]) => `<${hex(low)}> <${hex(high)}> ${own}`)],
    );
  }
  if (/^(?:GBKp?-EUC|GBK2K|GB(?:pc)?-EUC)-[HV]$/.test(name)) {
    return table(
      mode,
      ['<00> <80>', '<8140> <fefe>', '<81308130> <fe39fe39>'],
      ['<20> <20> 7716', '<21> <7e> 814', ...gbkRanges()],
    );
  }
  return undefined;
}

function ownNumbers(): readonly (readonly [low: number, high: number, own: number])[] {
  let own = FIRST_OWN;
  return RANGES.map(([low, high]) => {
    const first = own;
    own += high - low + 1;
    return [low, high, first] as const;
  });
}

/** Runs of GBK codes whose characters have consecutive numbers. */
function gbkRanges(): readonly string[] {
  const numbers = new Map<number, number>();
  for (const [low, high, own] of ownNumbers())
    for (let code = low; code <= high; code++) numbers.set(code, own + code - low);
  const decoder = new TextDecoder('gb18030');
  const ranges: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    let run: { from: number; to: number; own: number } | undefined;
    const end = () => {
      if (run) ranges.push(`<${hex(run.from)}> <${hex(run.to)}> ${run.own}`);
      run = undefined;
    };
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const own =
        trail === 0x7f ? undefined : numbers.get(decoder.decode(Uint8Array.of(lead, trail)).charCodeAt(0));
      const code = (lead << 8) | trail;
      if (run && own === run.own + code - run.from) run.to = code;
      else {
        end();
        if (own !== undefined) run = { from: code, to: code, own };
      }
    }
    end();
  }
  return ranges;
}

/** First GB 2312 code of a run, its number in Adobe-GB1 (as in Adobe's GB-EUC-H), how many follow. */
const GB2312: readonly (readonly [code: number, cid: number, count: number])[] = [
  [0xa1a1, 96, 94],
  [0xa2b1, 190, 50],
  [0xa2e5, 240, 10],
  [0xa2f1, 250, 12],
  [0xa3a1, 262, 94],
  [0xa6a1, 525, 24],
  [0xa7a1, 602, 33],
  [0xa7d1, 635, 33],
  // 一级汉字 (the last row is short), 二级汉字.
  ...Array.from(
    { length: 40 },
    (_, row) => [0xb0a1 + row * 0x100, 940 + row * 94, row === 39 ? 89 : 94] as const,
  ),
  ...Array.from({ length: 32 }, (_, row) => [0xd8a1 + row * 0x100, 4695 + row * 94, 94] as const),
];

/**
 * Numbers back to characters: our own, ASCII, and those of GB 2312. The others of Adobe-GB1 come from embedded fonts without a
 * table of characters; what they stand for is not known here, and is shown to be unknown.
 */
function backToCharacters(): string {
  const known = new Map<number, number>([[7716, 0x20]]);
  for (let code = 0x20; code <= 0x7e; code++)
    known.set(code - 0x1f, code).set(code === 0x20 ? 7716 : code + 781, code);
  const decoder = new TextDecoder('gb18030');
  for (const [code, cid, count] of GB2312) {
    for (let at = 0; at < count; at++) {
      known.set(cid + at, decoder.decode(Uint8Array.of(code >> 8, (code & 0xff) + at)).charCodeAt(0));
    }
  }
  const numbers = Array.from({ length: FIRST_OWN - 1 }, (_, at) => `<${hex(known.get(at + 1) ?? 0xfffd)}>`);
  const lines = [`<0001> <${hex(FIRST_OWN - 1)}> [${numbers.join(' ')}]`];
  for (const [low, high, own] of ownNumbers())
    lines.push(`<${hex(own)}> <${hex(own + high - low)}> <${hex(low)}>`);
  return `begincmap\n/WMode 0 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${lines.length} beginbfrange\n${lines.join('\n')}\nendbfrange\nendcmap`;
}

function table(mode: number, spaces: readonly string[], ranges: readonly string[]): string {
  return `begincmap\n/WMode ${mode} def\n${spaces.length} begincodespacerange\n${spaces.join('\n')}\nendcodespacerange\n${ranges.length} begincidrange\n${ranges.join('\n')}\nendcidrange\nendcmap`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
