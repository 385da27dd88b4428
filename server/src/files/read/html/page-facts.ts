import type { Hints } from '../document.ts';
import { attributeOf, type Document, elementsOf, textOf } from './tree.ts';

/**
 * What a page says about its document: the meta tags of government content systems (ArticleTitle, PubDate, ContentSource …),
 * the table of facts above the text (发文机关, 发文字号, 成文日期), the heading. `headline` is a title that the page shows as
 * that of the document, not only in its window's frame.
 */
export function factsOf(page: Document): Hints & { readonly headline?: string } {
  const meta = new Map<string, string>();
  let heading: string | undefined;
  let pageTitle: string | undefined;
  for (const element of elementsOf(page)) {
    if (element.tagName === 'meta') {
      const name = (attributeOf(element, 'name') ?? attributeOf(element, 'property'))?.toLowerCase();
      const content = attributeOf(element, 'content')
        ?.replace(/[\s\u00a0]+/g, ' ')
        .trim();
      if (name && content && !meta.has(name)) meta.set(name, content);
    } else if (element.tagName === 'h1') heading ??= textOf(element) || undefined;
    else if (element.tagName === 'title') pageTitle ??= plainTitle(titleText(element));
  }
  const shown = textOf(page);
  const isShown = pageTitle !== undefined && pageTitle.length >= 6 && shown.includes(pageTitle);
  const headline = meta.get('articletitle') ?? heading ?? (isShown ? pageTitle : undefined);
  const title = headline ?? meta.get('og:title') ?? pageTitle;
  const issuer =
    labelled(shown, '(?:发文机关|发布机构|发文单位|制发机关|发文机构)') ?? meta.get('contentsource');
  const date =
    dateOf(labelled(shown, '成文日期') ?? '') ?? dateOf(meta.get('pubdate') ?? meta.get('publishdate') ?? '');
  const docNumber =
    /(?:发文字号|文\s*号)\s*[:：]?\s*([^\s:：]{1,20}[〔[（(［]\s*(?:19|20)\d\d\s*[〕\]）)］]\s*第?\s*\d{1,4}\s*号)/.exec(
      shown,
    )?.[1];
  return {
    ...(headline ? { headline } : {}),
    ...(title ? { title } : {}),
    ...(issuer ? { issuer } : {}),
    ...(date ? { issuedOn: date } : {}),
    ...(docNumber ? { docNumber: docNumber.replace(/\s+/g, '') } : {}),
  };
}

function titleText(element: { readonly childNodes: readonly object[] }): string {
  return element.childNodes.map((child) => ('value' in child ? String(child.value) : '')).join('');
}

/** 标题_栏目_网站: the document's part. */
function plainTitle(title: string): string | undefined {
  return (
    title
      .split(/\s*[_|｜]\s*|\s+[-–—]\s+/)[0]
      ?.replace(/\s+/g, ' ')
      .trim() || undefined
  );
}

function labelled(text: string, label: string): string | undefined {
  return new RegExp(`${label}\\s*[:：]\\s*([^\\s:：]{2,40})`).exec(text)?.[1];
}

/** `2022-06-30` out of 2022-06-30 10:15, 2022年6月30日, 2022/6/30. */
function dateOf(written: string): string | undefined {
  const found = /((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(written);
  if (!found) return undefined;
  const [, year = '', month = '', day = ''] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
