import { refuse } from './refuse.ts';

const TERM = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})\\s*(?:年|个月|月|天|日)|长期|启用前|解密前|公布前';
const STAR = '[★☆＊*]';
/** On a line of its own: 机密★3年, 绝密, 密级：秘密, with spaces between the characters as typists put them. */
const OWN_LINE = new RegExp(
  `^[ \\t\\u3000\\u00a0]*(?:[【〔（(\\[]\\s*)?(?:密\\s*级\\s*[:：]\\s*)?((?:秘|机|绝)[ \\t\\u3000]*密(?:级)?\\s*(?:${STAR}\\s*(?:${TERM})?)?)(?:\\s*[】〕）)\\]])?[ \\t\\u3000\\u00a0]*\\r?$`,
  'gm',
);
/** In the header area with its star, whatever else stands on the line: 000012　机密★1年　特急. */
const WITH_STAR = new RegExp(
  // An asterisk alone may be the emphasis of a markup language.
  `(?:秘|机|绝)[ \\t\\u3000]*密(?:级)?\\s*(?:[★☆]\\s*(?:${TERM})?|[＊*]\\s*(?:${TERM}))`,
);
const HEADER_LINES = 15;

/**
 * The text itself, unless it carries a security marking as GB/T 9704—2012 7.2.2 has it (秘密, 机密, 绝密 and the term
 * after a star). A mere mention (保守国家秘密, 商业秘密) is no marking.
 * @throws {Refusal} `file/classified`
 */
export function unclassified(text: string): string {
  for (const match of text.matchAll(OWN_LINE)) refuse('file/classified', { marking: plain(match[1] ?? '') });
  let seen = 0;
  let at = 0;
  while (seen < HEADER_LINES && at < text.length) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? Math.min(text.length, at + 500) : Math.min(end, at + 500));
    const found = WITH_STAR.exec(line);
    if (found) refuse('file/classified', { marking: plain(found[0]) });
    if (line.trim() !== '') seen++;
    if (end < 0) break;
    at = end + 1;
  }
  return text;
}

function plain(marking: string): string {
  return marking.replace(/\s+/g, '');
}
