import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, hasPostgres, skipping } from '../server/src/store/fixtures/ground.ts';

// The first hour of a newcomer: the server as `npm start` starts it, the tour of the README, the check of the journal.
const LUODI = fileURLToPath(new URL('../server/bin/luodi.js', import.meta.url));
const TOUR = fileURLToPath(new URL('../docs/guides/tour/tour.sh', import.meta.url));
const hasTools = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const canRun = hasPostgres() && hasTools;
if (!canRun) skipping('the tour needs PostgreSQL, bash and curl');

describe.runIf(canRun)('the tour of the README', () => {
  let ground: Awaited<ReturnType<typeof dataFolder>>;
  let server: ChildProcess | null = null;
  const env = () => ({ ...process.env, DATABASE_URL: '', LUODI_DATA: ground.data, LUODI_PORT: '0' });

  const start = () =>
    new Promise<{ readonly address: string; readonly said: string }>((done, fail) => {
      const child = spawn(process.execPath, [LUODI, 'serve', '--demo'], { env: env() });
      server = child;
      let said = '';
      const hear = (piece: unknown) => {
        said += String(piece);
        const address = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
        if (address) done({ address, said });
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('close', (status) => fail(new Error(`${status}: ${said}`)));
    });
  const stop = () =>
    new Promise<number | null>((done) => {
      const child = server as ChildProcess;
      server = null;
      child.on('close', done);
      child.kill('SIGTERM');
    });

  beforeAll(async () => {
    ground = await dataFolder();
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    spawnSync(process.execPath, [LUODI, 'migrate'], { env: env() });
    await ground.remove();
  });

  it('prints the logins of the demo, and everything that the tour promises happens', async () => {
    const { address, said } = await start();
    for (const login of ['demo-coordinator', 'demo-chengdu', 'demo-system']) expect(said).toContain(login);
    const { stdout } = await promisify(execFile)('bash', [TOUR, address]);
    expect(stdout).toMatch(/version 2\nbaseline 1/);
    expect(stdout).toMatch(/成都市人民政府 1\n/);
    expect(stdout).toMatch(/acknowledged 1/);
    expect(stdout).toMatch(/\nwhole, events: 5\n/);
  }, 240_000);

  it('leaves a database that luodi verify finds whole, and that starts again as it was left', async () => {
    expect(await stop()).toBe(0);
    const verified = spawnSync(process.execPath, [LUODI, 'verify'], { env: env(), encoding: 'utf8' });
    expect(`${verified.stdout}${verified.stderr}`).toMatch(/完整|whole/);
    expect(verified.status).toBe(0);
    const { address } = await start();
    const signIn = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'demo-chengdu', password: 'luodi-demo' }),
    });
    expect(signIn.status).toBe(200);
    expect(await stop()).toBe(0);
  }, 240_000);
});
