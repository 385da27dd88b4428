import type { Rule } from './layout/lines.ts';

type Matrix = readonly number[];

/** What a page draws, as pdf.js lists it. */
export interface Drawing {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export type Operators = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'constructPath'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'endPath',
    number
  >
>;

/** Steps of a path in the order of pdf.js (DrawOPS): how many numbers follow each. */
const NUMBERS = [2, 2, 6, 4, 0];
const MOST = 20_000;

/**
 * The straight lines that a page draws, level or upright, in points from its upper left corner: strokes, and the sides of
 * rectangles (word processors draw thin ones as lines).
 */
export function rulesOf({ fnArray, argsArray }: Drawing, ops: Operators, view: Matrix): readonly Rule[] {
  const rules: Rule[] = [];
  const kept: Matrix[] = [];
  let matrix = view;
  fnArray.forEach((operator, index) => {
    const args = argsArray[index] as readonly unknown[] | null;
    if (operator === ops.save) kept.push(matrix);
    else if (operator === ops.restore || operator === ops.paintFormXObjectEnd) matrix = kept.pop() ?? matrix;
    else if (operator === ops.transform) matrix = times(matrix, args as Matrix);
    else if (operator === ops.paintFormXObjectBegin) {
      kept.push(matrix);
      const own = args?.[0] as Matrix | null | undefined;
      if (own) matrix = times(matrix, own);
    } else if (operator === ops.constructPath && args?.[0] !== ops.endPath && rules.length < MOST) {
      const path = (args?.[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0];
      if (path) addPath(rules, path, matrix);
    }
  });
  return rules;
}

function addPath(rules: Rule[], path: ArrayLike<number>, matrix: Matrix): void {
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  const line = (toX: number, toY: number) => {
    const [x1, y1] = at(matrix, x, y);
    const [x2, y2] = at(matrix, toX, toY);
    const isStraight = Math.abs(x1 - x2) < 1 || Math.abs(y1 - y2) < 1;
    if (isStraight && Math.abs(x1 - x2) + Math.abs(y1 - y2) > 4) {
      rules.push({ x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2) });
    }
  };
  for (let step = 0; step < path.length; ) {
    const kind = path[step] as number;
    const count = NUMBERS[kind];
    if (count === undefined) return;
    const toX = count === 0 ? startX : (path[step + count - 1] as number);
    const toY = count === 0 ? startY : (path[step + count] as number);
    if (kind === 1 || kind === 4) line(toX, toY);
    x = toX;
    y = toY;
    if (kind === 0) {
      startX = x;
      startY = y;
    }
    step += count + 1;
  }
}

function at(
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix,
  x: number,
  y: number,
): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** One matrix after another, as PDF writes them. */
export function times(one: Matrix, other: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
