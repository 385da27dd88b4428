#!/usr/bin/env node
// luodi: loads the built command line, and builds it first where a fresh clone has not been built yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `luodi: 需要 Node.js 20.19 或更高版本，现在是 ${process.versions.node}。 ` +
      `Node.js 20.19 or later is needed; this is ${process.versions.node}.\n`,
  );
  process.exit(2);
}

// Node 22.1 and later keep what they compiled, so that the next start need not compile it again.
module.enableCompileCache?.();

const main = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(main)) build();
await import(main.href);

function build() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  process.stderr.write('luodi: 首次运行，正在编译程序…  First run, building…\n');
  let tsc;
  try {
    tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    process.stderr.write('luodi: 没有找到 TypeScript，请先运行 npm install。  Run npm install first.\n');
    process.exit(2);
  }
  const { status } = spawnSync(process.execPath, [tsc, '--build'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0 || !existsSync(main)) {
    process.stderr.write('luodi: 编译程序失败，见上。  The build failed, see above.\n');
    process.exit(2);
  }
}
