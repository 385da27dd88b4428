import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { references } from './references.ts';

/** `npm run reference`: writes the generated pages. */
for (const { path, make } of references) {
  const target = fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await make());
  process.stdout.write(`${path}\n`);
}
