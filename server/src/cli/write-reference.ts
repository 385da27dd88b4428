import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describedTables } from '../acts/tables.ts';
import { references } from './references.ts';

/** `npm run reference`: writes the generated pages. */
const pages = [...references, { path: 'docs/reference/tables.md', make: describedTables }];
for (const { path, make } of pages) {
  const page = await make();
  if (page === null) {
    process.stdout.write(`${path}: not written, there is no PostgreSQL here\n`);
    continue;
  }
  const target = fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, page);
  process.stdout.write(`${path}\n`);
}
