import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { refuse } from '../refuse.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Document = DefaultTreeAdapterTypes.Document;

const DEEPEST = 600;

/**
 * Parses a page as browsers do (WHATWG). Elements nested deeper than any page needs are refused: the parser's time
 * grows with the square of the depth.
 * @throws {Refusal} `file/nesting`
 */
export function parsePage(html: string): Document {
  let depth = 0;
  return parse(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush: () => {
        if (++depth > DEEPEST) refuse('file/nesting', { limit: DEEPEST });
      },
      onItemPop: () => {
        depth--;
      },
    },
  });
}

export function isElement(node: Node | Document): node is Element {
  return 'tagName' in node;
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

export function childrenOf(node: Node | Document): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

/** Elements in document order, the root itself first. */
export function* elementsOf(root: Element | Document): Generator<Element> {
  const open: (Node | Document)[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isElement(node)) yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) open.push(children[at] as Node);
  }
}

const SEPARATING = new Set(['td', 'th', 'tr', 'p', 'div', 'li', 'br', 'dt', 'dd']);

/** All characters of an element, white space made single. */
export function textOf(root: Element | Document): string {
  const parts: string[] = [];
  const open: (Node | Document)[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value);
    if (isElement(node) && isDropped(node)) continue;
    if (SEPARATING.has(node.nodeName)) parts.push(' ');
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) open.push(children[at] as Node);
  }
  return parts
    .join('')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'select',
  'button',
  'input',
  'textarea',
  'form-control',
  'nav',
  'head',
  'title',
  'meta',
  'link',
  'rt',
  'rp',
]);

/** Whether nothing of an element is shown as part of a document: scripts, controls, navigation, hidden elements. */
export function isDropped(element: Element): boolean {
  if (DROPPED.has(element.tagName)) return true;
  for (const { name, value } of element.attrs) {
    if (name === 'hidden') return true;
    if (name === 'style' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)) return true;
    if (name === 'role' && /^(?:navigation|search|banner|contentinfo|menu)$/i.test(value)) return true;
  }
  return false;
}
