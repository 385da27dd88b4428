import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Procedure } from '@luodi/core/programme';
import { z } from 'zod';

const limit = z
  .union([
    z.strictObject({ workdays: z.int().min(0).max(500) }),
    z.strictObject({ days: z.int().min(0).max(1000) }),
  ])
  .nullable();

const procedure = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  source: z.string().min(1).max(1000),
  from: z.iso.date().nullable(),
  clocks: z.strictObject({
    ...{ acknowledge: limit, dispute: limit, rule: limit, plan: limit, assist: limit },
    ...{ answer: limit, verify: limit, rectify: limit, extension: limit },
  }),
});

/**
 * 程序规则 in a folder of such files (rules/procedure), by name.
 * @throws {Error} that names the file which is none; what the file system throws
 */
export async function loadProcedures(folder: string): Promise<readonly Procedure[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      try {
        return procedure.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      } catch (error) {
        throw new Error(`rules/procedure/${name} is no rule of procedure`, { cause: error });
      }
    }),
  );
}
