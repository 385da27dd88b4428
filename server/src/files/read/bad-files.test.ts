import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@luodi/core/base';
import { sentence } from '@luodi/core/message';
import { afterAll, expect, it } from 'vitest';
import { badFiles } from './fixtures/bad/index.ts';
import { readDocument } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'luodi-bad-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(badFiles())('$name: $verdict', async ({ name, file, bytes, verdict, limits }) => {
  mkdirSync(join(folder, name), { recursive: true });
  const path = join(folder, name, file);
  writeFileSync(path, bytes());
  const begun = performance.now();
  const told = await readDocument(path, limits ? { limits } : {}).then(
    ({ text }) => ({ code: 'read', text }),
    (error: unknown) => error,
  );
  const took = performance.now() - begun;
  if (verdict.startsWith('read')) {
    expect(told).toMatchObject({ code: 'read' });
    expect((told as { text: string }).text).toContain(verdict.slice(6));
  } else {
    expect(told).toBeInstanceOf(Refusal);
    const { code, parameters } = told as Refusal;
    expect(code).toBe(verdict);
    for (const language of ['zh-CN', 'en'] as const) {
      const said = sentence(code, parameters, language);
      expect(said).not.toMatch(/[{}]|undefined/);
      expect(said).toContain(file.replace('\u001b', '\ufffd'));
    }
  }
  // Generous for a loaded machine; the slowest takes a third of it alone.
  expect(took).toBeLessThan(limits?.milliseconds ? limits.milliseconds + 1500 : 4000);
});

it('names what is no file, what is not there, and what may not be read', async () => {
  await expect(readDocument(folder)).rejects.toMatchObject({ code: 'file/folder' });
  await expect(readDocument(join(folder, '无此文件.docx'))).rejects.toMatchObject({
    code: 'file/not-found',
    parameters: { name: '无此文件.docx' },
  });
  if (process.platform === 'linux') {
    const pipe = join(folder, '管道.txt');
    execFileSync('mkfifo', [pipe]);
    await expect(readDocument(pipe)).rejects.toMatchObject({ code: 'file/folder' });
  }
});
