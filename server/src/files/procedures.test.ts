import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROGRAM } from '../config.ts';
import { loadProcedures } from './procedures.ts';

it('reads every rule of procedure that comes with the program, each with its source', async () => {
  const found = await loadProcedures(join(PROGRAM, 'rules/procedure'));
  expect(found.map(({ id }) => id)).toContain('work-plan-example');
  for (const { source } of found) expect(source.length).toBeGreaterThan(10);
});

it('names the file that is no rule', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'luodi-rules-'));
  try {
    await writeFile(join(folder, 'ours.json'), JSON.stringify({ id: 'ours', clocks: { acknowledge: 1 } }));
    await expect(loadProcedures(folder)).rejects.toThrow('rules/procedure/ours.json');
  } finally {
    await rm(folder, { recursive: true });
  }
});
