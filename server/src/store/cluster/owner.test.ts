import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { livingOwner, takeOwnership } from './owner.ts';
import { processAt, space } from './process.ts';

let folder = '';
let sockets = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luodi-owner-'));
  sockets = join(folder, 'socket');
  await mkdir(sockets);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const OWNED = expect.objectContaining({ code: 'store/owned' });
const owners = async () => (await readdir(folder)).filter((name) => name.startsWith('owner.'));

/** An owner's file as another process would have left it. */
const leave = (number: number, owner: object) =>
  writeFile(
    join(folder, `owner.${number}`),
    JSON.stringify({ ...space(), pid: 999_999_999, startedAt: '1', socket: join(sockets, 'gone'), ...owner }),
  );

describe('the owner of a data folder', () => {
  it('is one of many that ask at once, round after round', async () => {
    for (let round = 0; round < 30; round++) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => takeOwnership(folder, sockets)));
      const owned = asked.filter((one) => one.status === 'fulfilled');
      expect(owned).toHaveLength(1);
      for (const one of asked) if (one.status === 'rejected') expect(one.reason).toEqual(OWNED);
      await owned[0]?.value.release();
    }
    expect(await owners()).toEqual(['owner.30']);
  });

  it('keeps it while it lives, and is named to others', async () => {
    const ownership = await takeOwnership(folder, sockets);
    await expect(takeOwnership(folder, sockets)).rejects.toEqual(OWNED);
    expect(await livingOwner(folder)).toMatchObject({ pid: process.pid });
    await ownership.release();
    expect(await livingOwner(folder)).toBeNull();
    await (await takeOwnership(folder, sockets)).release();
  });

  it('lives as long as its process runs, though its socket was deleted', async () => {
    const me = processAt(process.pid);
    await leave(1, { pid: process.pid, startedAt: me?.startedAt });
    await expect(takeOwnership(folder, sockets)).rejects.toEqual(OWNED);
  });

  it('is dead when its number is another process by now', async () => {
    await leave(3, { pid: process.pid, startedAt: '0' });
    await (await takeOwnership(folder, sockets)).release();
    expect(await owners()).toEqual(['owner.4']);
  });

  it('is dead when its process is a zombie', async () => {
    const child = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(() => processAt(pid)).toBeNull();
    child.kill('SIGKILL');
  });

  it('is alive when it answers from another space of process numbers', async () => {
    const ownership = await takeOwnership(folder, sockets);
    const file = join(folder, 'owner.1');
    const owner = JSON.parse(await readFile(file, 'utf8')) as object;
    await leave(2, { ...owner, names: 'pid:[1]', pid: 1 });
    await expect(takeOwnership(folder, sockets)).rejects.toEqual(OWNED);
    await ownership.release();
  });

  it('is dead when its machine was started again since', async () => {
    await leave(1, { kernel: 'before' });
    await (await takeOwnership(folder, sockets)).release();
  });

  it('is alive on another machine while its file is touched', async () => {
    await leave(1, { kernel: 'elsewhere', machine: `x/${hostname()}2` });
    const file = join(folder, 'owner.1');
    const beat = setInterval(() => void utimes(file, new Date(), new Date()), 500);
    await expect(takeOwnership(folder, sockets)).rejects.toEqual(OWNED);
    clearInterval(beat);
  });

  it('is nobody where the file is empty or cut', async () => {
    await writeFile(join(folder, 'owner.1'), '');
    await writeFile(join(folder, 'owner.2'), '{"pid": 1');
    await (await takeOwnership(folder, sockets)).release();
    expect(await owners()).toEqual(['owner.3']);
  });
});
