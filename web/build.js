// Builds the pages where a source is newer than what was built, and is done at once otherwise.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('.', import.meta.url));
const built = join(web, 'dist/index.html');

/** The latest change below a folder, in milliseconds since 1970. */
function changedAt(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const sources = ['src', 'index.html', 'vite.config.ts', 'package.json', '../core/src'].map((path) =>
  join(web, path),
);
if (!existsSync(built) || Math.max(...sources.map(changedAt)) > statSync(built).mtimeMs) {
  process.stderr.write('正在编译网页界面…  Building the screens…\n');
  await build({ root: web, logLevel: 'warn', build: { chunkSizeWarningLimit: 900 } });
}
