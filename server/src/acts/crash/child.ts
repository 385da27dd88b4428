import { createInterface } from 'node:readline';
import { Refusal } from '@luodi/core/base';
import { configOf } from '../../config.ts';
import { codeOf, reasonOf } from '../../store/refuse.ts';
import type { CrashPoint } from '../context.ts';
import { openGround } from '../ground.ts';
import { type Command, givenIn, prepared, work } from './work.ts';

/*
 * A server reduced to its acts, to be killed. Reads commands from standard input, a line of JSON each, does them at
 * once, and says on standard output what was confirmed: what was said is in the parent's hands, whatever becomes of
 * this process. The command `{"crashAt": "act/written 12"}` ends it when it comes to that point for the twelfth time.
 */

let point: string | undefined;
let left = 0;

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
let given = await givenIn(ground);
if (given.length === 0) {
  await (await import('./plan.ts')).giveOut(ground);
  given = await givenIn(ground);
}
say({ given, ready: Math.round(performance.now() - began) });

async function answer(command: Command): Promise<void> {
  try {
    say({ key: command.key, ...(await work(ground, command)) });
  } catch (error) {
    const reason = error instanceof Refusal ? error.code : (codeOf(error) ?? reasonOf(error));
    say({ key: command.key, failed: reason });
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line) as Command & { readonly crashAt?: string };
    if (command.crashAt === undefined) return void answer(command);
    const [name, times] = command.crashAt.split(' ');
    point = name;
    left = Number(times);
  })
  .on('close', () => void close().then(() => process.exit(0)));
