import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lentAddress } from '../acts/fixtures/ground.ts';
import { openGround } from '../acts/ground.ts';
import { type Config, configOf } from '../config.ts';
import { testDoor } from './fixtures/door.ts';
import type { Resource } from './route.ts';
import { type Serving, startServing } from './serving.ts';

let lent: Awaited<ReturnType<typeof lentAddress>>;
let data: string;
beforeAll(async () => {
  lent = await lentAddress();
  data = await mkdtemp(join(tmpdir(), 'luodi-serving-'));
});
afterAll(async () => {
  await lent.end();
  await rm(data, { recursive: true, force: true });
});

const config = (more: Partial<Config> = {}): Config => ({
  ...configOf({ DATABASE_URL: lent.address, LUODI_DATA: data, LUODI_PORT: '0' }),
  ...more,
});
const notes: string[] = [];
const serve = (more: Partial<Config> = {}) => startServing(config(more), null, (code) => notes.push(code));

async function refusal(of: Promise<unknown>): Promise<unknown> {
  return of.then(
    () => null,
    (error: unknown) => error,
  );
}

/** What comes back when this is sent, until the server hangs up. */
function said(address: string, sent: string): Promise<string> {
  return new Promise((done) => {
    let got = '';
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(sent));
    socket.on('data', (piece) => {
      got += String(piece);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(got));
  });
}

describe('a server', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve();
  }, 120_000);
  afterAll(() => serving.stop());

  it('is ready, and has loaded the directory at its first start', async () => {
    expect(await (await fetch(`${serving.address}/health/ready`)).json()).toEqual({ status: 'up' });
    expect(notes).toEqual(['cli/keys-made', 'cli/serve-directory', 'cli/serve-setup']);
  });

  it('has made keys that nobody else can read', async () => {
    const path = join(data, 'keys.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { seal, secret } = JSON.parse(await readFile(path, 'utf8'));
    expect([seal, secret].map((key) => Buffer.from(key, 'base64').length)).toEqual([32, 32]);
    expect(seal).not.toBe(secret);
  });

  it('tells where a port is taken that was asked for', async () => {
    const port = Number(new URL(serving.address).port);
    expect(await refusal(serve({ port }))).toMatchObject({ code: 'cli/port-taken', parameters: { port } });
  });

  it('tells where there is no such address', async () => {
    expect(await refusal(serve({ host: '203.0.113.1' }))).toMatchObject({ code: 'cli/host-unknown' });
  });

  it.each([
    ['no HTTP', 'NO\r\n\r\n'],
    [
      'a length and chunks at once',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'two lengths',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    ],
    [
      'a chunk that lies',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
    ],
    ['a line end in a header', 'GET /health/live HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n'],
    [
      'ten thousand headers',
      `GET /health/live HTTP/1.1\r\nHost: a\r\n${Array.from({ length: 10_000 }, (_, at) => `X${at}: 1\r\n`).join('')}\r\n`,
    ],
    ['an address without end', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
  ])('answers %s and hangs up', async (_, sent) => {
    const text = await said(serving.address, sent);
    expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*door\/bad-request/);
    expect((await fetch(`${serving.address}/health/live`)).status).toBe(200);
  });
});

it('takes the next port where its own is taken, and says so', async () => {
  const others = await Promise.all(
    [8080].map(
      (port) =>
        new Promise<ReturnType<typeof createServer>>((done) => {
          const server = createServer();
          server.once('error', () => done(server));
          server.listen(port, '127.0.0.1', () => done(server));
        }),
    ),
  );
  notes.length = 0;
  const serving = await serve({ port: null });
  expect(Number(new URL(serving.address).port)).toBeGreaterThan(8080);
  expect(notes).toEqual(['cli/serve-setup', 'cli/serve-other-port']);
  await serving.stop();
  for (const server of others) if ((server.address() as AddressInfo | null) !== null) server.close();
});

it('finishes what it is answering before it stops, and refuses what comes meanwhile', async () => {
  let begun = () => undefined as unknown;
  const slow: Resource = () => async (app) => {
    app.get('/slow', { schema: { response: { 200: z.string() } }, config: { rule: 'public' } }, async () => {
      begun();
      await new Promise((done) => setTimeout(done, 400));
      return 'slow';
    });
  };
  const door = await testDoor({ resources: [slow] });
  const address = await door.app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<number | undefined>((done, fail) => {
      get(`${address}/api/slow`, { agent }, (answer) => {
        answer.resume().on('end', () => done(answer.statusCode));
      }).on('error', fail);
    });
  const isRunning = new Promise((done) => {
    begun = () => done(null);
  });
  const [first, second] = [ask(), ask()];
  await isRunning;
  const closing = door.end();
  expect(await first).toBe(200);
  // On the connection of the first, or on a new one, which nobody takes any more.
  expect([503, 'refused']).toContain(await second.catch(() => 'refused'));
  await closing;
});

it('gives nobody the place of another who sends slowly', async () => {
  const open: Resource = () => async (app) => {
    const answers = { response: { 200: z.string() } };
    app.post('/open', { schema: answers, config: { rule: 'public', repeatable: true } }, async () => 'open');
  };
  const door = await testDoor({ resources: [open], limits: { atOnce: 2 } });
  const address = await door.app.listen({ host: '127.0.0.1', port: 0 });
  const head =
    'POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
  const slow = Array.from({ length: 5 }, () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(head));
    return socket;
  });
  await new Promise((done) => setTimeout(done, 200));
  expect((await fetch(`${address}/api/open`, { method: 'POST' })).status).toBe(200);
  for (const socket of slow) socket.destroy();
  await door.end();
});

it('takes nothing more once it has stopped, and stops once', async () => {
  const serving = await serve();
  await Promise.all([serving.stop(), serving.stop()]);
  expect(await refusal(fetch(`${serving.address}/health/live`))).toBeInstanceOf(Error);
});

describe('keys', () => {
  const open = (more: Partial<Config> = {}) =>
    openGround(config(more), { changed: () => undefined, note: (code) => notes.push(code) });
  const path = () => join(data, 'keys.json');

  it('must be those the journal was sealed with', async () => {
    const right = await readFile(path(), 'utf8');
    await writeFile(
      path(),
      JSON.stringify({
        seal: Buffer.alloc(32, 1).toString('base64'),
        secret: Buffer.alloc(32, 2).toString('base64'),
      }),
    );
    expect(await refusal(open())).toMatchObject({ code: 'cli/other-keys', parameters: { name: path() } });
    await rm(path());
    expect(await refusal(open())).toMatchObject({ code: 'cli/keys-lost', parameters: { path: path() } });
    await expect(stat(path())).rejects.toThrow('ENOENT');
    await writeFile(path(), right);
    const { close } = await open();
    await close();
  });

  it('are read from LUODI_KEYS where several servers share a database', async () => {
    const { seal, secret } = JSON.parse(await readFile(path(), 'utf8'));
    const keys = Buffer.concat([Buffer.from(seal, 'base64'), Buffer.from(secret, 'base64')]);
    const { close } = await open({ keys: keys.toString('base64') });
    await close();
    for (const wrong of [keys.subarray(1), Buffer.alloc(64)]) {
      const refused = await refusal(open({ keys: wrong.toString('base64') }));
      expect(refused).toMatchObject({ code: 'cli/bad-keys', parameters: { name: 'LUODI_KEYS' } });
    }
  });

  it('that others can read are told of', async () => {
    await chmod(path(), 0o644);
    notes.length = 0;
    const { close } = await open();
    await close();
    expect(notes).toEqual(['cli/keys-open']);
    await chmod(path(), 0o600);
  });

  it('that are broken are not made anew', async () => {
    const right = await readFile(path(), 'utf8');
    for (const broken of ['', '{}', 'null', '{"seal":"AA==","secret":"AA=="}']) {
      await writeFile(path(), broken);
      expect(await refusal(open())).toMatchObject({ code: 'cli/bad-keys' });
    }
    await writeFile(path(), right);
  });
});
