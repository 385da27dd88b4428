import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { lentAddress } from '../acts/fixtures/ground.ts';

// The real program, as it was built (`npm test` builds it first).
const LUODI = fileURLToPath(new URL('../../bin/luodi.js', import.meta.url));

let lent: Awaited<ReturnType<typeof lentAddress>>;
let folder: string;
let running: ChildProcess | null = null;
beforeAll(async () => {
  lent = await lentAddress({ directory: true });
  folder = await mkdtemp(join(tmpdir(), 'luodi-serve-'));
}, 120_000);
afterEach(() => {
  running?.kill('SIGKILL');
});
afterAll(async () => {
  await lent.end();
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly address: string;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
  readonly process: ChildProcess;
}

/** Starts it and waits until it says where it is. */
function serve(
  words: readonly string[],
  set: Record<string, string> = {},
  heard: (child: ChildProcess, err: string) => void = () => undefined,
): Promise<Started> {
  const env = { ...process.env, DATABASE_URL: lent.address, LUODI_DATA: folder, LUODI_KEYS: lent.keys };
  const child = spawn(process.execPath, [LUODI, 'serve', ...words], {
    env: { ...env, LUODI_PORT: '0', ...set },
  });
  running = child;
  let [out, err] = ['', ''];
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return new Promise((done, fail) => {
    child.stdout.on('data', (piece) => {
      out += String(piece);
    });
    child.stderr.on('data', (piece) => {
      err += String(piece);
      heard(child, err);
      const address = /http:\/\/[\d.]+:\d+/.exec(err)?.[0];
      if (address) done({ address, out: () => out, err: () => err, ended, process: child });
    });
    void ended.then((status) => fail(new Error(`${status}: ${err}`)));
  });
}

it('serves until it is told to stop, says where, logs each request as JSON, and ends in order', async () => {
  const began = performance.now();
  const { address, out, err, ended, process: child } = await serve([]);
  const seconds = (performance.now() - began) / 1000;
  expect(await (await fetch(`${address}/health/ready`)).json()).toEqual({ status: 'up' });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(err()).toMatch(
    /^正在启动…\n这里还没有人。请用文件“[^”]+setup-token”里的口令在网页上建立三名管理员。\n已启动，用了 [\d.]+ 秒。请在浏览器中打开 http:\/\/127\.0\.0\.1:\d+\n正在停止.*\n已停止。\n$/,
  );
  const lines = out()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ method: 'GET', route: '/health/ready', status: 200 });
  expect(seconds).toBeLessThan(15);
});

it('can be stopped while it starts', async () => {
  const refused = await serve(['--lang', 'en'], {}, (child, err) => {
    if (err === 'Starting…\n') child.kill('SIGINT');
  }).catch((error: Error) => error);
  expect((refused as Error).message).toMatch(
    /^0: Starting…\nStopping [^\n]+\n(Nobody is here[^\n]+\n)?Stopped\.\n$/,
  );
});

it('says in one line why it does not start', async () => {
  await expect(serve(['now'])).rejects.toThrow(/^2: luodi: cli\/too-many-arguments “now”是多余的。\n/);
  await expect(serve([], { LUODI_PORT: 'x' })).rejects.toThrow(
    /^2: luodi: cli\/bad-setting 环境变量 LUODI_PORT/,
  );
  const wrong = { LUODI_KEYS: Buffer.alloc(64, 'ab').toString('base64') };
  await expect(serve(['--lang', 'en'], wrong)).rejects.toThrow(/^2: Starting…\nluodi: cli\/bad-keys/);
  const others = { LUODI_KEYS: Buffer.concat([Buffer.alloc(32, 3), Buffer.alloc(32, 4)]).toString('base64') };
  await expect(serve(['--lang', 'en'], others)).rejects.toThrow(
    /luodi: cli\/other-keys The keys in “LUODI_KEYS”/,
  );
});
