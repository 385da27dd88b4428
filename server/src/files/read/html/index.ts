import { type Block, type LaidOut, layOut } from '../blocks.ts';
import { decodeAs, decodeStrictly, decodeText, isNearlyUtf8 } from '../decode.ts';
import type { Hints } from '../document.ts';
import { refuse } from '../refuse.ts';
import { findBody } from './body.ts';
import { blocksUnder } from './flow.ts';
import { factsOf } from './page-facts.ts';
import { parsePage } from './tree.ts';

/**
 * Reads a government page: the body is found, navigation, scripts, share bars and footers are left out, tables kept.
 * The title of the page comes first if the body does not have it.
 * @throws {Refusal} `file/empty`, `file/nesting`, `file/binary`
 */
export function readHtml(bytes: Uint8Array): LaidOut & { readonly hints: Hints } {
  const page = parsePage(decodePage(bytes));
  const { headline, ...hints } = factsOf(page);
  const body = findBody(page);
  const blocks = body ? withoutButtons(blocksUnder(body)) : [];
  if (blocks.length === 0) return refuse('file/empty');
  return { ...layOut(withTitle(blocks, headline)), hints };
}

/** By byte order mark, the declared charset (which must fit the bytes), else as plain text. */
function decodePage(bytes: Uint8Array): string {
  const head = decodeAs('latin1', bytes.subarray(0, 4096));
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(
    head,
  );
  const charset = (declared?.[1] ?? declared?.[2])?.toLowerCase();
  const isMarked = bytes[0] === 0xff || bytes[0] === 0xfe || (bytes[0] === 0xef && bytes[1] === 0xbb);
  if (charset && !isMarked && !/^utf-?(?:8|16)/.test(charset) && !bytes.includes(0)) {
    const encoding = /^(?:gb|x-gbk|cp936)/.test(charset) ? 'gb18030' : charset;
    if (encoding === 'gb18030' && decodeStrictly('utf-8', bytes) === undefined && !isNearlyUtf8(bytes)) {
      return decodeAs('gb18030', bytes);
    }
    if (encoding !== 'gb18030') {
      try {
        return decodeAs(encoding, bytes);
      } catch {
        // An encoding that nobody knows.
      }
    }
  }
  return decodeText(bytes);
}

/** Lines that are buttons of the page, at the edges of a body. */
const BUTTON =
  /^(?:[【[]?\s*(?:打\s*印|关\s*闭|返回(?:顶部|首页)?|收藏|纠错|分享(?:到|至)?[:：]?|字[体号][:：].{0,12}|扫一扫.{0,20}|大\s*中\s*小|上一[篇条].*|下一[篇条].*|相关(?:链接|文章|附件)[:：]?|责任编辑[:：].*|来源[:：].*|浏览(?:次数|量)[:：].*)\s*[】\]]?\s*)+$/;

function withoutButtons(blocks: readonly Block[]): readonly Block[] {
  const isButton = (block: Block | undefined) => block?.kind === 'paragraph' && BUTTON.test(block.text);
  let from = 0;
  let to = blocks.length;
  for (let at = 0; at < Math.min(8, blocks.length); at++) if (isButton(blocks[at])) from = at + 1;
  for (let at = blocks.length - 1; at >= Math.max(from, blocks.length - 8); at--)
    if (isButton(blocks[at])) to = at;
  const leading = blocks.slice(0, from).filter((block) => !isButton(block));
  const trailing = blocks.slice(to).filter((block) => !isButton(block));
  return [...leading, ...blocks.slice(from, to), ...trailing];
}

function withTitle(blocks: readonly Block[], title: string | undefined): readonly Block[] {
  if (!title) return blocks;
  const bare = (text: string) => text.replace(/[\s\u00a0\u3000]+/g, '');
  // A sentence that quotes a document of nearly that name is no title.
  const sentence = blocks.findIndex((block) => block.kind === 'paragraph' && /。/.test(block.text));
  const opening = blocks
    .slice(0, sentence < 0 ? 20 : Math.min(20, sentence))
    .map((block) => (block.kind === 'paragraph' ? bare(block.text) : ''))
    .join('');
  return opening.includes(bare(title)) ? blocks : [{ kind: 'paragraph', text: title }, ...blocks];
}
