import { getResolvedPDFJS } from 'unpdf';
import { type LaidOut, layOut } from './blocks.ts';
import { linesOf, type Page, type Rule, type Run } from './layout/lines.ts';
import { paragraphsOf } from './layout/paragraphs.ts';
import { BinaryData } from './pdf-fonts.ts';
import { type Drawing, type Operators, rulesOf, times } from './pdf-rules.ts';
import { refuse } from './refuse.ts';

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** As many characters a page as a stamp or a page number has; less, with pictures, is a scan. */
const SCANNED_CHARACTERS = 12;

/**
 * Reads the text layer of a PDF: lines in reading order joined to paragraphs, the page kept. Nothing is drawn, no
 * script of the file is run, nothing outside it is fetched.
 * @throws {Refusal} `file/encrypted`, `file/image-only`; a damaged file throws what the library throws
 */
export async function readPdf(bytes: Uint8Array): Promise<LaidOut> {
  provideTransfer();
  const { getDocument, OPS, VerbosityLevel } = await getResolvedPDFJS();
  const task = getDocument({
    // A copy: the library takes the memory over, and does not take a Buffer.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    cMapUrl: '/',
    cMapPacked: false,
    BinaryDataFactory: BinaryData,
  });
  const document = await task.promise.catch((error: Error) => {
    if (error.name === 'PasswordException') return refuse('file/encrypted');
    throw error;
  });
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: false });
    const view = page.getViewport({ scale: 1 });
    const read = pageOf(number, items as TextItem[], view);
    if (mayHaveTables(read))
      pages.push({ ...read, rules: rulesOn(await page.getOperatorList(), OPS, view, read.turned) });
    else pages.push(read);
    page.cleanup();
  }
  const characters = pages.reduce(
    (sum, { runs }) => sum + runs.reduce((own, { text }) => own + text.trim().length, 0),
    0,
  );
  if (characters === 0) return refuse('file/image-only');
  if (characters < pages.length * SCANNED_CHARACTERS && (await hasPictures(document)))
    return refuse('file/image-only');
  return layOut(paragraphsOf(pages));
}

interface View {
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

interface TurnedPage extends Page {
  /** Quarter turns of its writing. */
  readonly turned: number;
}

function pageOf(number: number, items: readonly TextItem[], view: View): TurnedPage {
  const placed = items
    .filter(({ str }) => str !== '')
    .map((item) => ({ item, matrix: times(view.transform, item.transform) }));
  const counts = [0, 0, 0, 0];
  for (const { item, matrix } of placed) {
    const quarter = quarterOf(matrix);
    if (quarter !== undefined) counts[quarter] = (counts[quarter] as number) + item.str.length;
  }
  // A page laid out on its side is read in its own direction; slanted text is a watermark.
  const turned = counts.indexOf(Math.max(...counts));
  const runs: Run[] = [];
  for (const { item, matrix } of placed) {
    if (quarterOf(matrix) !== turned) continue;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
    const [x, y] = turnedBack(e, f, turned, view);
    runs.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || Math.hypot(a, b) });
  }
  const sideways = turned % 2 === 1;
  return {
    number,
    width: sideways ? view.height : view.width,
    height: sideways ? view.width : view.height,
    runs,
    turned,
  };
}

function turnedBack(
  x: number,
  y: number,
  turned: number,
  { width, height }: View,
): readonly [number, number] {
  if (turned === 1) return [y, width - x];
  if (turned === 2) return [width - x, height - y];
  return turned === 3 ? [height - y, x] : [x, y];
}

/** A line with a wide gap: only then is it worth while to ask what the page draws. */
function mayHaveTables(page: Page): boolean {
  return linesOf(page).some(({ gaps }) => gaps > 0);
}

function rulesOn(drawing: Drawing, operators: Operators, view: View, turned: number): readonly Rule[] {
  return rulesOf(drawing, operators, view.transform).map((rule) => {
    const [x1, y1] = turnedBack(rule.x1, rule.y1, turned, view);
    const [x2, y2] = turnedBack(rule.x2, rule.y2, turned, view);
    return { x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2) };
  });
}

/** pdf.js needs it to list what a page draws; Node has it from 21 on. */
function provideTransfer(): void {
  const buffers = ArrayBuffer.prototype as { transferToFixedLength?: (length?: number) => ArrayBuffer };
  buffers.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
    return this.slice(0, length);
  };
}

/** Direction of writing in quarter turns (clockwise, y downwards); `undefined` if it is slanted. */
function quarterOf([a = 0, b = 0]: readonly number[]): number | undefined {
  const turns = Math.atan2(b, a) / (Math.PI / 2);
  const nearest = Math.round(turns);
  return Math.abs(turns - nearest) < 0.08 ? (nearest + 4) % 4 : undefined;
}

interface Drawn {
  readonly numPages: number;
  readonly getPage: (
    number: number,
  ) => Promise<{ readonly getOperatorList: () => Promise<{ fnArray: number[] }> }>;
}

/** Whether one of the first pages paints a picture. */
async function hasPictures(document: Drawn): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
  ]);
  for (let number = 1; number <= Math.min(3, document.numPages); number++) {
    const { fnArray } = await (await document.getPage(number)).getOperatorList();
    if (fnArray.some((operator) => painting.has(operator))) return true;
  }
  return false;
}
