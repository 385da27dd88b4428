import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lentAddress } from '../server/src/acts/fixtures/ground.ts';
import { CHROMIUM, startBrowser } from '../server/src/files/write/fixtures/browser.ts';
import { hasPostgres, skipping } from '../server/src/store/fixtures/ground.ts';

// The real server with its demo, the pages as they were built (`npm test` builds them), two people in two browsers.
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const LUODI = at('../server/bin/luodi.js');
const DOCUMENT = at('../docs/guides/tour/plan.txt');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const canRun = hasPostgres() && CHROMIUM !== null;
if (!canRun) skipping('the screens need PostgreSQL and Chromium');

describe.runIf(canRun)('the screens', () => {
  let lent: Awaited<ReturnType<typeof lentAddress>>;
  let folder: string;
  let server: ChildProcess;
  let address: string;
  let browser: Browser;
  /** What must stay empty: errors of scripts, refusals of the policy, requests that leave the origin. */
  const wrong: string[] = [];

  beforeAll(async () => {
    expect(existsSync(at('../web/dist/index.html')), 'the pages are not built: npm run build').toBe(true);
    lent = await lentAddress({ directory: true });
    folder = await mkdtemp(join(tmpdir(), 'luodi-screens-'));
    const env = { ...process.env, DATABASE_URL: lent.address, LUODI_DATA: folder, LUODI_KEYS: lent.keys };
    server = spawn(process.execPath, [LUODI, 'serve', '--demo'], { env: { ...env, LUODI_PORT: '0' } });
    address = await new Promise((done, fail) => {
      let said = '';
      const hear = (piece: unknown) => {
        said += String(piece);
        const found = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
        if (found) done(found);
      };
      server.stdout?.on('data', hear);
      server.stderr?.on('data', hear);
      server.on('close', (status) => fail(new Error(`${status}: ${said}`)));
    });
    browser = await startBrowser(CHROMIUM as string);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    const ended = new Promise((done) => server?.on('close', done));
    server?.kill('SIGTERM');
    await ended;
    await lent?.end();
    if (folder) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function signedIn(login: string, options: { readonly width?: number; readonly dark?: boolean } = {}) {
    const { width = 1280, dark = false } = options;
    const context = await browser.newContext({
      locale: 'zh-CN',
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      const isSignIn = /401/.test(message.text());
      if (message.type() === 'error' && !isSignIn) wrong.push(`${page.url()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
        wrong.push(`asked ${request.url()}`);
    });
    await page.goto(`${address}/`);
    await page.getByLabel('用户名').fill(login);
    await page.getByLabel('密码').fill('luodi-demo');
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/inbox');
    return page;
  }

  /** Faults of accessibility on a page, as axe finds them. */
  async function faultsOn(page: Page): Promise<string[]> {
    await page.waitForFunction(() => !document.querySelector('.state .ant-spin'));
    // The policy of the page refuses scripts that stand in it; the test's own world may run them.
    await page.evaluate(AXE);
    return page.evaluate(async (levels) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            of: Document,
            how: object,
          ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
        };
      };
      const { violations } = await axe.run(document, { runOnly: levels });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    }, LEVELS);
  }

  let programme: string;

  it('a document is uploaded, completed, confirmed and dispatched by one person', async () => {
    const page = await signedIn('demo-coordinator');
    await page.getByRole('link', { name: '全部计划' }).click();
    await page.locator('input[type=file]').setInputFiles(DOCUMENT);
    await page.waitForURL('**/document');
    programme = /programmes\/([^/]+)/.exec(page.url())?.[1] as string;
    await page.getByText('还没有选定程序规则').waitFor();
    expect(await page.locator('.source mark.k-unit').count()).toBeGreaterThan(3);
    await page.getByText('计划设置').click();
    await page.getByLabel('程序规则').click();
    await page.getByTitle('示例：年度重点任务办理时限').click();
    await page.getByLabel('填报频次').click();
    await page.getByTitle('每月').click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('待补 0 项').waitFor();
    await page.getByRole('link', { name: '概览' }).click();
    await page.getByRole('button', { name: '确认建账' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认建账' }).click();
    await page.getByText('已确认', { exact: true }).waitFor();
    await page.getByRole('link', { name: '交办', exact: true }).click();
    await page.getByRole('tab', { name: '拟交办' }).click();
    await page.getByRole('button', { name: '交办 3 张' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '交办' }).click();
    await page.getByRole('tab', { name: '交办单' }).click();
    await page.getByRole('link', { name: '成都市人民政府' }).waitFor();
    await page.context().close();
  }, 120_000);

  it('the unit that received it finds it in its inbox and acknowledges it; the coordinator sees that', async () => {
    const city = await signedIn('demo-chengdu', { width: 390 });
    await city.goto(`${address}/programmes/${programme}/dispatch`);
    await city.getByRole('link', { name: '成都市人民政府' }).click();
    await city.getByRole('button', { name: '全部签收' }).click();
    await city.getByText('已签收 1 件').waitFor();
    await city.context().close();
    const page = await signedIn('demo-coordinator');
    await page.goto(`${address}/programmes/${programme}/dispatch`);
    const line = page.getByRole('row', { name: /成都市人民政府/ });
    await line.waitFor();
    expect(await line.getByRole('cell').allInnerTexts()).toEqual(expect.arrayContaining(['1', '0']));
    await page.goto(`${address}/programmes/${programme}/journal`);
    await page.getByRole('cell', { name: '签收', exact: true }).waitFor();
    await page.context().close();
  }, 120_000);

  const OF_PROGRAMME = [
    ...['', '/document', '/document?side=tasks', '/document?side=programme', '/ledger', '/responsibilities'],
    ...['/dispatch', '/slips/1', '/journal'],
  ];

  it.each([
    { width: 1280, dark: false },
    { width: 390, dark: true },
  ])(
    'no screen has a fault of accessibility at $width px, dark: $dark',
    async (options) => {
      const page = await signedIn('demo-coordinator', options);
      const faults: string[] = [];
      for (const path of [
        '/inbox',
        '/programmes',
        ...OF_PROGRAMME.map((part) => `/programmes/${programme}${part}`),
      ]) {
        await page.goto(`${address}${path}`);
        await page.locator('h1').first().waitFor();
        for (const fault of await faultsOn(page)) faults.push(`${path} ${fault}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) faults.push(`${path} is ${wide} px wider than the window`);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it('nothing went wrong on the way, and nothing was asked elsewhere', () => {
    expect(wrong).toEqual([]);
  });
});
