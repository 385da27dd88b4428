/*
 * npm run bench -- NAME
 *
 * Benchmarks by name. Each prints the machine, the figures and the goal, and ends with status 1 when a goal that
 * does not depend on the machine (a ratio within one run) is missed.
 */
import { benchApi } from './api.ts';
import { benchCompile } from './compile.ts';
import { benchDatabase } from './database.ts';
import { benchDirectory } from './directory.ts';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  api: benchApi,
  compile: benchCompile,
  database: benchDatabase,
  directory: benchDirectory,
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) await bench();
else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
}
