import type { Rule, Run } from './layout/lines.ts';
import { readXml } from './xml.ts';

/** ST_Box: upper left corner, width, height, in millimetres. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface OfdPage {
  readonly runs: readonly Run[];
  /** Level and upright lines that the page draws. */
  readonly rules: readonly Rule[];
  /** Identifiers of the templates that lie under the page. */
  readonly templates: readonly string[];
  readonly box: Box | undefined;
}

interface TextObject {
  readonly boundary: Box;
  readonly size: number;
  readonly matrix: readonly number[];
  readonly visible: boolean;
}

const UNIT = [1, 0, 0, 1, 0, 0];

/** `0 0 210 297` */
export function boxOf(written: string | undefined): Box | undefined {
  const [x, y, width, height] = numbersOf(written);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return { x, y, width, height };
}

/** The text objects of one Content.xml, with the place of each run. */
export function readPage(bytes: Uint8Array): OfdPage {
  const runs: Run[] = [];
  const rules: Rule[] = [];
  const templates: string[] = [];
  let path: { box: Box; matrix: readonly number[] } | undefined;
  let box: Box | undefined;
  let object: TextObject | undefined;
  let code:
    | { x: number; y: number; deltas: readonly number[]; downs: readonly number[]; text: string }
    | undefined;
  let within = '';
  let lastX = 0;
  let lastY = 0;
  const open = (tag: string, attributes: Readonly<Record<string, string | undefined>>) => {
    within = tag;
    if (tag === 'Template' && attributes.TemplateID) templates.push(attributes.TemplateID);
    else if (tag === 'TextObject') {
      const [a] = numbersOf(attributes.Size);
      object = {
        boundary: boxOf(attributes.Boundary) ?? { x: 0, y: 0, width: 0, height: 0 },
        size: a ?? 0,
        matrix: matrixOf(attributes.CTM),
        visible: attributes.Visible !== 'false',
      };
      lastX = 0;
      lastY = 0;
    } else if (tag === 'PathObject') {
      const box = boxOf(attributes.Boundary) ?? { x: 0, y: 0, width: 0, height: 0 };
      path = { box, matrix: matrixOf(attributes.CTM) };
    } else if (tag === 'TextCode' && object) {
      lastX = numbersOf(attributes.X)[0] ?? lastX;
      lastY = numbersOf(attributes.Y)[0] ?? lastY;
      code = {
        x: lastX,
        y: lastY,
        deltas: deltasOf(attributes.DeltaX),
        downs: deltasOf(attributes.DeltaY),
        text: '',
      };
    }
  };
  const close = (tag: string) => {
    within = '';
    if (tag === 'TextCode' && code && object) {
      if (object.visible) runs.push(...runsOf(object, code));
      code = undefined;
    } else if (tag === 'TextObject') object = undefined;
    else if (tag === 'PathObject') path = undefined;
  };
  const text = (characters: string) => {
    if (code) code.text += characters;
    else if (within === 'AbbreviatedData' && path)
      rules.push(...straightLines(characters, path.box, path.matrix));
    else if (within === 'PhysicalBox') box = boxOf(characters) ?? box;
  };
  const local = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  readXml(
    bytes,
    {},
    { open: (tag, attributes) => open(local(tag), attributes), close: (tag) => close(local(tag)), text },
    'OFD',
  );
  return { runs, rules, templates, box };
}

/** One run a character where the characters are set apart by hand, else one run for all. */
function runsOf(
  { boundary, size, matrix }: TextObject,
  {
    x,
    y,
    deltas,
    downs,
    text,
  }: { x: number; y: number; deltas: readonly number[]; downs: readonly number[]; text: string },
): readonly Run[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const place = (px: number, py: number) =>
    [boundary.x + a * px + c * py + e, boundary.y + b * px + d * py + f] as const;
  const high = size * (Math.hypot(c, d) || 1);
  const scale = Math.hypot(a, b) || 1;
  const characters = [...text];
  if (characters.every((character) => character.trim() === '')) return [];
  const runs: Run[] = [];
  let atX = x;
  let atY = y;
  let begun = 0;
  let start = place(atX, atY);
  let width = 0;
  const end = (index: number) => {
    const own = characters.slice(begun, index).join('');
    if (own.trim() !== '') runs.push({ text: own, x: start[0], y: start[1], width, size: high });
    begun = index;
  };
  characters.forEach((character, index) => {
    const usual = size * (character.charCodeAt(0) < 0x2e80 ? 0.5 : 1);
    const step = deltas[index] ?? usual;
    const down = downs[index] ?? 0;
    width += (deltas[index] === undefined ? usual : Math.min(Math.abs(step), usual * 1.2)) * scale;
    const isFar = Math.abs(step) > size * 1.9 || step < 0;
    atX += step;
    atY += down;
    if ((isFar || Math.abs(down) > size * 0.5) && index + 1 < characters.length) {
      end(index + 1);
      start = place(atX, atY);
      width = 0;
    } else if (index + 1 < characters.length && deltas[index] !== undefined && step > usual * 1.2) {
      width += (step - Math.min(step, usual * 1.2)) * scale;
    }
  });
  end(characters.length);
  return runs;
}

function matrixOf(written: string | undefined): readonly number[] {
  const matrix = numbersOf(written);
  return matrix.length === 6 ? matrix : UNIT;
}

/** How many numbers follow each letter of a path; the last two are where it leads. */
const STEPS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const MOST_STEPS = 20_000;

/** The level and upright lines of a path (GB/T 33190, 9.1: `M 0 0 L 120 0 C`). */
function straightLines(
  written: string,
  box: Box,
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[],
): Rule[] {
  const rules: Rule[] = [];
  const words = written.trim().split(/[\s,]+/);
  let from: readonly [number, number] = [0, 0];
  let begun = from;
  for (let at = 0; at < words.length && rules.length < MOST_STEPS; ) {
    const step = words[at] as string;
    const count = STEPS[step];
    if (count === undefined) return rules;
    const x = Number(words[at + count - 1]);
    const y = Number(words[at + count]);
    const to = step === 'C' ? begun : ([box.x + a * x + c * y + e, box.y + b * x + d * y + f] as const);
    const [width, height] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    if ((step === 'L' || step === 'C') && Math.min(width, height) < 0.4 && width + height > 1.5) {
      const [x1, x2] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
      rules.push({ x1, x2, y1: Math.min(from[1], to[1]), y2: Math.max(from[1], to[1]) });
    }
    from = to;
    if (step === 'M' || step === 'S') begun = to;
    at += count + 1;
  }
  return rules;
}

/** DeltaX: a list of distances in which `g n v` stands for n times v. */
function deltasOf(written: string | undefined): readonly number[] {
  const words = (written ?? '').trim().split(/[\s,]+/);
  const deltas: number[] = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.toLowerCase() !== 'g') {
      const value = Number(words[at]);
      if (words[at] !== '' && Number.isFinite(value)) deltas.push(value);
      continue;
    }
    const count = Math.min(100_000, Math.max(0, Number(words[at + 1]) || 0));
    const value = Number(words[at + 2]) || 0;
    for (let time = 0; time < count && deltas.length < 1_000_000; time++) deltas.push(value);
    at += 2;
  }
  return deltas;
}

function numbersOf(written: string | undefined): readonly number[] {
  return (written ?? '')
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map(Number)
    .filter(Number.isFinite);
}
