import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { machine, median } from './machine.ts';
import { projectFolder } from './root.ts';

const RUNS = 9;
const GOAL = 40;

/** What a cold process does: the modules are loaded, then the directory is read and asked for a unit, places and a group. */
const COLD = `
const { loadDirectory } = await import(process.argv[1]);
const { contextOf, groupOf, longestUnit, resolveUnit } = await import(process.argv[2]);
const began = performance.now();
const directory = await loadDirectory();
const loaded = performance.now();
const context = contextOf(directory, { issuer: '四川省人民政府', year: 2022 });
resolveUnit(context, '省发展改革委');
longestUnit(context, '国开行四川省分行', 0);
groupOf(context, '各市（州）人民政府');
directory.zones();
directory.areas();
console.log(JSON.stringify([loaded - began, performance.now() - loaded]));
`;

/** `npm run bench -- directory`: how long a cold process needs for the directory of regions and units. */
export async function benchDirectory(): Promise<void> {
  const url = (path: string) => pathToFileURL(join(projectFolder(), path)).href;
  const runs = Array.from({ length: RUNS }, () => {
    const line = execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        COLD,
        url('server/dist/files/directory.js'),
        url('core/dist/unit/index.js'),
      ],
      { encoding: 'utf8' },
    );
    return JSON.parse(line) as [load: number, index: number];
  });
  const load = median(runs.map(([time]) => time));
  const index = median(runs.map(([, time]) => time));
  console.log(machine());
  console.log(`The directory in a cold process, median of ${RUNS}:`);
  console.log(`  read                 ${load.toFixed(1)} ms`);
  console.log(`  indexed and asked    ${index.toFixed(1)} ms`);
  console.log(`  together             ${(load + index).toFixed(1)} ms  (goal ≤ ${GOAL} ms)`);
}
