import { createInterface } from 'node:readline';
import { Refusal } from '@luodi/core/base';
import { configOf } from '../../config.ts';
import { codeOf, reasonOf } from '../../store/refuse.ts';
import type { CrashPoint } from '../context.ts';
import { openGround } from '../ground.ts';
import { givenOut } from './plan.ts';
import { type Command, prepared, work } from './work.ts';

/*
 * A server reduced to its acts, to be killed. Reads commands from standard input, a line of JSON each, does them at
 * once, and says on standard output what was confirmed: what was said is in the parent's hands, whatever becomes of
 * this process. LUODI_CRASH_AT (`act/written 12`) ends it when it comes to that point for the twelfth time.
 */

const [point, times] = (process.env.LUODI_CRASH_AT ?? '').split(' ');
let left = Number(times ?? 0);

function at(reached: CrashPoint): void {
  if (reached === point && --left === 0) process.kill(process.pid, 'SIGKILL');
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const began = performance.now();
const { ground, close } = await openGround(configOf(process.env), {
  changed: () => undefined,
  note: (code) => say({ note: code }),
  at,
});
await prepared(ground, JSON.parse(process.env.LUODI_CRASH_PROGRAMMES ?? '[]') as string[]);
say({ given: await givenOut(ground), ready: Math.round(performance.now() - began) });

async function answer(command: Command): Promise<void> {
  try {
    say({ key: command.key, ...(await work(ground, command)) });
  } catch (error) {
    const reason = error instanceof Refusal ? error.code : (codeOf(error) ?? reasonOf(error));
    say({ key: command.key, failed: reason });
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => void answer(JSON.parse(line) as Command))
  .on('close', () => void close().then(() => process.exit(0)));
