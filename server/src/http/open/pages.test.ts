import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ground } from '../../acts/context.ts';
import { appOf } from '../app.ts';

const html = { accept: 'text/html,application/xhtml+xml' };
let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luodi-pages-'));
  await mkdir(join(folder, 'web/assets'), { recursive: true });
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><title>built</title>');
  await writeFile(join(folder, 'web/assets/index-3f2a.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  app = await appOf({ newId: () => 'r' } as unknown as Ground, { web: join(folder, 'web'), resources: [] });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

it('gives the built pages, asked for anew each time, and their parts, kept for a year', async () => {
  const first = await app.inject({ url: '/', headers: html });
  expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(first.body).toContain('built');
  const part = await app.inject('/assets/index-3f2a.js');
  expect([part.statusCode, part.headers['cache-control']]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
  expect(part.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  expect(part.headers['content-security-policy']).toContain("default-src 'none'");
});

it('gives the first page for addresses that the pages know themselves', async () => {
  const page = await app.inject({ url: '/programmes/1/ledger?item=2', headers: html });
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('built')]);
});

it.each(['/assets/none.js', '/api/none', '/health/none'])('says so where there is no %s', async (url) => {
  const answer = await app.inject({ url, headers: html });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'door/no-such-address']);
});

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '//secret.txt',
])('gives nothing from elsewhere: %s', async (url) => {
  expect((await app.inject(url)).body).not.toContain('secret"');
  expect((await app.inject({ url, headers: html })).body).not.toBe('secret');
});
