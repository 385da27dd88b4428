import type { Namespaces } from '../xml.ts';

/** Prefixes by which the docx reader knows the namespaces, transitional and strict alike. */
export const WORD: Namespaces = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
};

/** The state of a `w:val` switch such as `w:vanish`: present without a value means on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
}

/** A whole number, or `undefined`. */
export function wholeNumber(value: string | undefined): number | undefined {
  if (value === undefined || !/^-?\d{1,9}$/.test(value)) return undefined;
  return Number(value);
}
