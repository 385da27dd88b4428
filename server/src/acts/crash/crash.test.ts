import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, hasPostgres, quickFolder, skipping } from '../../store/fixtures/ground.ts';
import { crashRounds } from './rounds.ts';

const can = hasPostgres() && process.platform !== 'win32';
if (!can) skipping('no PostgreSQL here, or no kill -9: crashes are not tested.');

const ROUNDS = process.env.LUODI_LONG ? 1_000 : 50;
const LONGEST_MS = process.env.LUODI_LONG ? 1_500 : 300;
const SEED = Number(process.env.LUODI_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe.runIf(can)(`${ROUNDS} kills of server, database or both`, () => {
  let ground: Awaited<ReturnType<typeof dataFolder>>;
  beforeAll(async () => {
    // A kill leaves what the system was given; whether the disk has it is the power cut's question.
    ground = await dataFolder('open', quickFolder());
  });
  afterAll(() => ground.remove());

  it('lose nothing that was confirmed, do nothing twice and leave nothing half done', {
    timeout: 7_200_000,
  }, async () => {
    const postgres = process.env.LUODI_POSTGRES ?? '';
    const told = (line: string) => process.stderr.write(`${line}\n`);
    const course = await crashRounds({
      data: ground.data,
      postgres,
      rounds: ROUNDS,
      seed: SEED,
      longest: LONGEST_MS,
      told,
    });
    const [median, p99, longest] = course.restarts;
    told(
      `crashes: LUODI_SEED=${SEED}, ${course.rounds} rounds ${JSON.stringify(course.kills)}, ` +
        `${course.confirmed} confirmed, ${course.repeated} of them sent again, ` +
        `restart ${median} ms (p99 ${p99}, longest ${longest})`,
    );
    expect(course.faults, `LUODI_SEED=${SEED}`).toEqual([]);
    expect(course.rounds).toBe(ROUNDS);
    expect(course.confirmed).toBeGreaterThan(ROUNDS * 10);
    expect(course.repeated).toBeGreaterThan(ROUNDS);
  });
});
