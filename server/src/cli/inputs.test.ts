import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inputsOf, placesOf } from './inputs.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luodi-inputs-'));
  for (const path of [
    'a.txt',
    'b/a.txt',
    'b/c.docx',
    'b/note.csv',
    'b/.hidden.txt',
    'b/~$c.docx',
    'out/a.md',
  ]) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), 'x');
  }
  await mkdir(join(folder, 'empty'));
  await symlink(folder, join(folder, 'b', 'loop'));
  await symlink(join(folder, 'a.txt'), join(folder, 'b', 'same.txt'));
});

afterAll(() => rm(folder, { recursive: true }));

const pathsOf = async (...arguments_: string[]) => {
  const { inputs } = await inputsOf(arguments_, folder, join(folder, 'out'));
  return inputs.map(({ path }) => path.replaceAll('\\', '/'));
};

it('takes the documents of a folder and of its folders, but not hidden ones, locks and results', async () => {
  expect(await pathsOf('.')).toEqual(['a.txt', 'b/a.txt', 'b/c.docx']);
});

it('expands patterns itself', async () => {
  expect(await pathsOf('**/*.txt')).toEqual(['a.txt', 'b/a.txt']);
  expect(await pathsOf('b/*.docx')).toEqual(['b/c.docx']);
});

it('reads each file once, however often it is named', async () => {
  expect(await pathsOf('a.txt', './a.txt', 'b/same.txt', '-', '-')).toEqual(['a.txt', '-']);
});

it('names the arguments that hold no document', async () => {
  const { refused, several } = await inputsOf(['empty', '*.pdf'], folder);
  expect(refused.map(({ refusal }) => refusal.code)).toEqual(['cli/no-documents', 'cli/no-match']);
  expect(several).toBe(true);
});

it('leaves a missing file to its reader', async () => {
  expect(await pathsOf('missing.txt')).toEqual(['missing.txt']);
});

it('gives every result a name of its own', () => {
  const named = (...paths: string[]) =>
    placesOf(
      paths.map((path) => ({ path, place: path.split('/').pop() as string })),
      folder,
      '.json',
    );
  expect(named('a.docx', 'b.docx')).toEqual(['a.json', 'b.json']);
  expect(named('a.docx', 'a.pdf')).toEqual(['a.docx.json', 'a.pdf.json']);
  expect(named('x/a.txt', 'y/a.txt')).toEqual(['x/a.json', 'y/a.json']);
  expect(named('x/1/a.txt', 'x/2/a.txt')).toEqual(['1/a.json', '2/a.json']);
  const awkward = named('A.txt', 'a.txt', 'x/a.txt', 'a.md', 'a.txt.md');
  expect(new Set(awkward.map((name) => name.toLowerCase())).size).toBe(5);
});
