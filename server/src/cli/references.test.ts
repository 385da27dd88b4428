import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { references } from './references.ts';

it.each(references)('$path is not stale (npm run reference writes it)', async ({ path, make }) => {
  const written = await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8').catch(() => '');
  expect(await make(), `${path} is stale: run npm run reference`).toBe(written);
});
