import {
  attributeOf,
  childrenOf,
  type Document,
  type Element,
  elementsOf,
  isDropped,
  isElement,
} from './tree.ts';

/** Containers of the body in the content systems of Chinese governments, best first. */
const KNOWN: readonly (readonly ['id' | 'class', RegExp])[] = [
  ['id', /^UCAP-CONTENT$/i],
  ['id', /^(?:zoom|zoomcon|Zoom)$/i],
  ['class', /^TRS_UEDITOR$/i],
  ['class', /^TRS_Editor$/i],
  ['class', /^trs_editor_view$/i],
  ['class', /^pages_content$/i],
  ['class', /^(?:view|zwgk|xxgk|detail|article|news|text|main)[-_]?(?:content|con|text|body|txt)$/i],
  ['id', /^(?:article|news|detail|text|main|js)?[-_]?(?:content|con|body|txt)$/i],
  ['class', /^(?:wzzw|zhengwen|nr|bt_content|conTxt|mTrsEditor|view)$/i],
  ['class', /^article$/i],
];

const FURNITURE =
  /(?:^|[-_\s])(?:nav|menu|foot|footer|header|top|crumbs?|breadcrumbs?|location|position|share|bdsharebuttonbox|jiathis|bshare|side|sidebar|aside|toolbar|tools?|pag(?:er|ination)|copyright|qrcode|ewm|erweima|relat(?:ed|ive)|recommend|print|fontsize|close|dayin|fenxiang)(?:$|[-_\s\d])/i;

/** Furniture of a page by its name; a long text is never thrown away for its name alone. */
export function isFurniture(element: Element): boolean {
  if (element.tagName === 'footer' || element.tagName === 'aside') return true;
  const names = `${attributeOf(element, 'class') ?? ''} ${attributeOf(element, 'id') ?? ''}`;
  return FURNITURE.test(names) && weightOf(element).own < 200;
}

/**
 * The element that holds the document: a known container with text in it, `article`, or else the deepest element
 * in which nearly all text outside links stands.
 */
export function findBody(page: Document): Element | undefined {
  const elements = [...elementsOf(page)];
  const root = elements.find(({ tagName }) => tagName === 'body');
  if (!root) return undefined;
  const whole = weightOf(root).own;
  for (const [attribute, pattern] of KNOWN) {
    const named = elements.filter((element) =>
      (attributeOf(element, attribute) ?? '').split(/\s+/).some((word) => pattern.test(word)),
    );
    const best = heaviest(named);
    // A container of that name with a tenth of the text is something else, e.g. a list of news.
    if (best && best.own >= 20 && best.own * 5 >= whole) return best.element;
  }
  const article = heaviest(elements.filter(({ tagName }) => tagName === 'article'));
  if (article && article.own * 5 >= whole) return article.element;
  return densest(root);
}

function heaviest(
  elements: readonly Element[],
): { readonly element: Element; readonly own: number } | undefined {
  let best: { readonly element: Element; readonly own: number } | undefined;
  for (const element of elements) {
    const { own } = weightOf(element);
    if (!best || own > best.own) best = { element, own };
  }
  return best;
}

const CONTAINERS = new Set([
  'div',
  'section',
  'main',
  'article',
  'td',
  'table',
  'tbody',
  'tr',
  'form',
  'center',
  'body',
]);

/** Down to the smallest container that leaves no sentence out. */
function densest(root: Element): Element {
  let here = root;
  for (;;) {
    const whole = weightOf(here);
    const next: Element | undefined = childrenOf(here).find(
      (child): child is Element =>
        isElement(child) &&
        CONTAINERS.has(child.tagName) &&
        !isDropped(child) &&
        weightOf(child).own * 2 >= whole.own &&
        weightOf(child).own > 0 &&
        weightOf(child).prose === whole.prose,
    );
    if (!next || isDataTable(next)) return here;
    here = next;
  }
}

/** No table inside, and words in more than one cell: a table of the document, not one that lays out the page. */
function isDataTable(element: Element): boolean {
  if (element.tagName !== 'table') return false;
  const inner = [...elementsOf(element)].slice(1);
  if (inner.some(({ tagName }) => tagName === 'table')) return false;
  return inner.filter((cell) => cell.tagName === 'td' && weightOf(cell).own > 0).length > 1;
}

/** A sentence, a numbered heading, a line that names units. */
const PROSE = /[。；]|^[（(]?[一二三四五六七八九十]+[、）)]|单位[：:]/;

interface Weight {
  /** Visible characters outside links. */
  own: number;
  /** Those of them that a document is made of. */
  prose: number;
}

const weights = new WeakMap<Element, Weight>();

/** How much text an element has, the page's furniture left out. */
function weightOf(element: Element): Readonly<Weight> {
  const known = weights.get(element);
  if (known) return known;
  const weight = { own: 0, prose: 0 };
  for (const child of element.childNodes) {
    if (child.nodeName === '#text' && 'value' in child) {
      const text = child.value.replace(/[\s\u00a0\u3000]+/g, '');
      weight.own += text.length;
      if (text.length >= 40 || PROSE.test(text)) weight.prose += text.length;
    } else if (isElement(child) && child.tagName !== 'a' && !isDropped(child) && !isFurniture(child)) {
      const inner = weightOf(child);
      weight.own += inner.own;
      weight.prose += inner.prose;
    }
  }
  weights.set(element, weight);
  return weight;
}
