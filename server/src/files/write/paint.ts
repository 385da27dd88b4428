import type { Severity } from '@luodi/core/base';

type Painter = (text: string) => string;

/** Colours of a terminal (the 16 that its owner chose); where colours are off, the text as it is. */
export function painted(colour: boolean): Readonly<Record<Severity | 'good' | 'strong', Painter>> {
  const sgr = (code: number, end: number) => (text: string) =>
    colour ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  return {
    error: sgr(31, 39),
    warning: sgr(33, 39),
    info: sgr(36, 39),
    good: sgr(32, 39),
    strong: sgr(1, 22),
  };
}

/** Text that stands back. */
export function dim(text: string, colour: boolean): string {
  return colour ? `\u001b[2m${text}\u001b[22m` : text;
}
