import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepFile, keptFile, keptPath } from './kept.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luodi-kept-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sm3 = 'ab12'.padEnd(64, '0');

it('keeps a file under its SM3 in folders of two levels', async () => {
  await keepFile(folder, sm3, Buffer.from('一'), 'x');
  expect(keptPath(folder, sm3)).toBe(join(folder, 'ab', '12', sm3));
  expect(String(await keptFile(folder, sm3))).toBe('一');
});

it('leaves one file where several keep the same at once', async () => {
  await Promise.all(['a', 'b', 'c'].map((mark) => keepFile(folder, sm3, Buffer.from('一'), mark)));
  expect(await readdir(join(folder, 'ab', '12'))).toEqual([sm3]);
});

it('writes a file again whose bytes were cut off', async () => {
  const other = 'cd34'.padEnd(64, '0');
  await keepFile(folder, other, Buffer.from('一'), 'x');
  await keepFile(folder, other, Buffer.from('一二'), 'y');
  expect(String(await keptFile(folder, other))).toBe('一二');
});
