import { visible } from '../visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text of the document as HTML, in content and in quoted attributes alike. Control characters and the marks that
 * turn the direction of writing are shown as symbols, so that a line reads as it is written.
 */
export function escaped(text: string): string {
  return visible(text, 'lines')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] as string)
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
