import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { segmentsIn } from '@luodi/core/base';
import fc from 'fast-check';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigSample } from './fixtures/big-sample.ts';
import { CHROMIUM, startBrowser } from './fixtures/browser.ts';
import { hostileSample } from './fixtures/hostile.ts';
import { escaped } from './html/escape.ts';
import { marksOf } from './html/marks.ts';
import { writeHtml } from './html.ts';
import { sample } from './sample.ts';

if (!CHROMIUM) process.stderr.write('The HTML report is not tried in a browser: no Chromium was found.\n');

describe('the file', () => {
  const html = writeHtml(sample, 'zh-CN');

  it('has one script and one style, and its policy names the hashes of exactly these', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    for (const [tag, source] of [
      ['script', 'script-src'],
      ['style', 'style-src'],
    ] as const) {
      const found = [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))];
      expect(found).toHaveLength(1);
      const hash = createHash('sha256')
        .update(found[0]?.[1] as string)
        .digest('base64');
      expect(policy).toContain(`${source} 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
  });

  it('asks the network for nothing', () => {
    expect(html).not.toMatch(/\b(?:src|srcset|action|poster)=|@import|url\(|https?:\/\//);
  });

  it('has no inline handler and no inline style', () => {
    expect(html).not.toMatch(/<[^>]+\s(?:on[a-z]+|style)=/);
  });

  it('has every character of the document', () => {
    const paper = /<div class="paper" lang="zh">([\s\S]*?)<\/div>\n<p class="made">/.exec(
      html,
    )?.[1] as string;
    const lines = [...paper.matchAll(/<p>([\s\S]*?)<\/p>/g)].map(([, line]) => unescaped(line as string));
    expect(lines).toEqual(sample.source.text.split('\n').filter((line) => line.trim() !== ''));
  });

  it('is the same file for the same document', () => {
    expect(writeHtml(sample, 'zh-CN')).toBe(html);
  });

  it('says everything of its own in English when asked to', () => {
    const bare = { ...sample, items: [], diagnostics: [], headings: [] };
    const empty = { ...bare, source: { ...sample.source, name: 'a', text: '' } };
    const english = writeHtml(
      { ...empty, meta: { ...sample.meta, title: null, issuer: null, genre: null } },
      'en',
    );
    const said = english.replace(/<style>[\s\S]*?<\/style>/, '');
    expect(said).not.toMatch(/[\u4e00-\u9fff]/);
    expect(said).toContain('<html lang="en">');
  });
});

describe('text of the document', () => {
  it('never leaves its place, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>"'\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(escaped(text)).toMatch(/^(?:[^&]|&(?:amp|lt|gt|quot|#39);)*$/);
      }),
    );
  });

  it('is cut into segments that join to the line, whatever the marks', () => {
    const span = fc
      .tuple(fc.nat(60), fc.nat(60))
      .map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other) + 1]);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), span, (spans, line) => {
        const marks = spans
          .sort(([one], [other]) => one - other)
          .map((one, at) => ({ span: one, kind: 'unit' as const, of: String(at) }));
        const segments = segmentsIn(line, marks);
        expect(segments[0]?.span[0]).toBe(line[0]);
        expect(segments.at(-1)?.span[1]).toBe(line[1]);
        segments.forEach(({ span: [start, end], marks: over }, at) => {
          if (at > 0) expect(start).toBe(segments[at - 1]?.span[1]);
          const covering = marks.filter((mark) => mark.span[0] <= start && mark.span[1] >= end);
          expect(over.map(({ of }) => of).sort()).toEqual(covering.map(({ of }) => of).sort());
        });
      }),
    );
  });

  it('is marked for every field', () => {
    const kinds = new Set(marksOf(bigSample(3, 5)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'deadline',
      'deliverable',
      'finding',
      'measure',
      'target',
      'task',
      'unit',
    ]);
  });
});

describe.skipIf(!CHROMIUM)('in a browser', () => {
  let browser: Browser;
  let folder = '';
  const requests: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luodi-html-'));
    browser = await startBrowser(CHROMIUM as string);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(html: string, options: BrowserContextOptions = {}): Promise<Page> {
    const path = join(folder, 'report.html');
    writeFileSync(path, html);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => requests.push(`error ${error.message}`));
    page.on('console', (message) => requests.push(`console ${message.text()}`));
    requests.length = 0;
    await page.goto(pathToFileURL(path).href);
    return page;
  }

  const inSight = (page: Page, selector: string) =>
    page.$eval(selector, (element) => {
      const pane = (element.closest('.pane') as Element).getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return box.bottom > pane.top && box.top < pane.bottom;
    });

  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  // 320 pixels are what a 1280 pixel screen has left at 400 % (WCAG 1.4.10).
  const widths = [1440, 820, 320];
  const schemes = ['light', 'dark'] as const;
  it.each(widths.flatMap((width) => schemes.map((scheme) => [width, scheme] as const)))(
    'has no fault by WCAG 2.2 AA at %i pixels, %s',
    async (width, colorScheme) => {
      // The policy of the page would not let axe in.
      const page = await opened(writeHtml(bigSample(4, 6), 'zh-CN'), {
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      });
      await page.addScriptTag({ path: axe });
      for (const view of ['tasks', 'findings', 'document']) {
        const button = page.locator(`#views [data-view=${view}]`);
        if (await button.isVisible()) await button.click();
        const faults = await page.evaluate(async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
          const found = await (globalThis as any).axe.run({ runOnly: tags });
          return found.violations.map(
            (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
              [
                one.id,
                ...one.nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
              ].join('\n'),
          );
        });
        expect(faults).toEqual([]);
      }
      const [wide, room] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [
        number,
        number,
      ];
      expect(wide).toBeLessThanOrEqual(room);
      await page.close();
    },
  );

  it('lets no text of the document act', async () => {
    const page = await opened(writeHtml(hostileSample(), 'zh-CN'));
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.$$('script')).toHaveLength(1);
    expect(await page.$$('img, svg, iframe, [onerror], [onload], [onfocus]')).toHaveLength(0);
    expect(await page.$$('.task')).toHaveLength(hostileSample().items.length);
    expect(requests.filter((request) => !request.startsWith('file:'))).toEqual([]);
    await page.close();
  });

  it('lights up the counterpart of what is pointed at, and brings it into sight', async () => {
    const page = await opened(writeHtml(bigSample(28, 6), 'zh-CN'));
    expect(await inSight(page, '#d-m20-4')).toBe(false);
    await page.$eval('#m20-4', (row) => row.scrollIntoView());
    await page.hover('#m20-4');
    await page.waitForSelector('#d-m20-4.lit');
    await expect.poll(() => inSight(page, '#d-m20-4')).toBe(true);
    await page.$eval('#d-m2-2', (words) => words.scrollIntoView());
    await page.hover('#d-m2-2');
    await page.waitForSelector('#m2-2.lit');
    expect(await page.$$('#d-m20-4.lit')).toHaveLength(0);
    await expect.poll(() => inSight(page, '#m2-2')).toBe(true);
    await page.close();
  });

  it('can be used by keyboard alone', async () => {
    const page = await opened(writeHtml(bigSample(28, 6), 'zh-CN'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('tasks');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.dataset.p')).toBe('t1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate("document.activeElement.closest('tr').id")).toBe('m1-2');
    await page.waitForSelector('#d-m1-2.lit');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('d-m1-2');
    await page.close();
  });

  it('filters by unit, role, words and findings, and counts what is shown', async () => {
    const ledger = bigSample(28, 6);
    const page = await opened(writeHtml(ledger, 'zh-CN'));
    const shown = () => page.$$eval('.task:not([hidden])', (tasks) => tasks.map(({ id }) => id));
    const expected = (fits: (item: (typeof ledger.items)[number]) => boolean) =>
      ledger.items.filter(fits).map(({ no }) => `t${no}`);

    const value = await page.$eval(
      '#unit',
      (select) =>
        [...(select as HTMLSelectElement).options].find(({ text }) => text.startsWith('临川市财政局'))?.value,
    );
    await page.selectOption('#unit', value as string);
    expect(await shown()).toEqual(
      expected(({ duties }) => duties.some(({ name }) => name === '临川市财政局')),
    );
    await page.selectOption('#role', 'lead');
    expect(await shown()).toEqual([]);
    expect(await page.isVisible('#none')).toBe(true);
    await page.click('#reset');
    await expect.poll(async () => (await shown()).length).toBe(28);
    await page.fill('#words', '冷链 市财政局');
    await expect
      .poll(shown)
      .toEqual(
        expected(
          ({ title, duties }) =>
            title.includes('冷链') && duties.some(({ name }) => name.includes('市财政局')),
        ),
      );
    await page.click('#reset');
    await page.check('#only');
    const some = await shown();
    expect(some.length).toBe(28);
    expect(await page.textContent('#shown')).toContain('28');
    await page.close();
  });

  it('turns dark and light by its button', async () => {
    const page = await opened(writeHtml(sample, 'zh-CN'), { colorScheme: 'light' });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.click('#dark');
    expect(await page.getAttribute('#dark', 'aria-pressed')).toBe('true');
    expect(await background()).not.toBe(light);
    await page.close();
  });

  it('shows one of three views on a phone', async () => {
    const page = await opened(writeHtml(bigSample(5, 4), 'zh-CN'), { viewport: { width: 360, height: 740 } });
    for (const view of ['document', 'findings', 'tasks']) {
      await page.click(`#views [data-view=${view}]`);
      const visible = await page.$$eval('.pane', (panes) =>
        panes.filter((pane) => (pane as HTMLElement).offsetParent !== null).map(({ id }) => id),
      );
      expect(visible).toEqual([view]);
    }
    await page.click('#m2-1 a');
    expect(await page.getAttribute('body', 'data-view')).toBe('document');
    await page.close();
  });

  it('holds ten thousand measures', async () => {
    const page = await opened(writeHtml(bigSample(1000, 10), 'zh-CN'));
    const begun = Date.now();
    await page.fill('#words', '燃气');
    await expect.poll(() => page.textContent('#shown')).not.toContain('1000');
    await page.hover('#t2 .m a');
    await page.waitForSelector('.line .lit');
    expect(Date.now() - begun).toBeLessThan(8_000);
    await page.close();
  }, 60_000);

  it('prints tasks first, then the document, with page numbers', async () => {
    const page = await opened(writeHtml(bigSample(6, 4), 'zh-CN'));
    await page.emulateMedia({ media: 'print' });
    const tops = await page.$$eval('.pane', (panes) =>
      panes.map((pane) => [pane.id, pane.getBoundingClientRect().top] as const),
    );
    const order = [...tops].sort(([, one], [, other]) => one - other).map(([id]) => id);
    expect(order).toEqual(['tasks', 'document', 'findings']);
    expect(await page.isVisible('#filters')).toBe(false);
    await page.close();
  });
});

function unescaped(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
