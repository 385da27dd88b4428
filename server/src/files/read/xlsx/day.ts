import { readXml } from '../xml.ts';

/** Formats that Excel has built in and that show a day (ECMA-376, part 1, 18.8.30), those of Chinese too. */
const BUILT_IN: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
]);

/** For every cell style by its number: whether it shows a figure as a day. */
export function dayStyles(
  bytes: Uint8Array,
  namespaces: Readonly<Record<string, string>>,
): readonly boolean[] {
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let within = false;
  readXml(
    bytes,
    namespaces,
    {
      open(name, attributes) {
        if (name === 'numFmt')
          formats.set(Number(attributes.numFmtId), showsDay(attributes.formatCode ?? ''));
        else if (name === 'cellXfs') within = true;
        else if (name === 'xf' && within) {
          const id = Number(attributes.numFmtId ?? 0);
          styles.push(formats.get(id) ?? BUILT_IN.has(id));
        }
      },
      close(name) {
        if (name === 'cellXfs') within = false;
      },
    },
    'xlsx',
  );
  return styles;
}

/** Whether a format has a year and a day in it, outside quotation marks and brackets. */
function showsDay(format: string): boolean {
  const bare = format.slice(0, 255).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /y/i.test(bare) && /[dm]/i.test(bare);
}

const LAST = 2_958_465; // 9999-12-31

/** The day of a serial number; null for what is none, and for a time of day. 1900 was no leap year, but Excel thinks so. */
export function dayOfSerial(text: string, since1904: boolean): string | null {
  if (!/^\d{1,7}(?:\.0*)?$/.test(text.trim())) return null;
  const serial = Number(text) + (since1904 ? 1462 : 0);
  if (serial < 1 || serial > LAST || serial === 60) return null;
  const day = Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}
