import { PassThrough, type Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { terminalOf } from './terminal.ts';

async function luodi(...line: string[]) {
  const stdout = Object.assign(new PassThrough(), { isTTY: false });
  const stderr = Object.assign(new PassThrough(), { isTTY: false });
  const stdin = new PassThrough() as Readable;
  const terminal = terminalOf({ stdin, stdout, stderr, env: {}, cwd: () => '.' });
  const status = await run(line, terminal);
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

const SICHUAN = ['--issuer', '四川省人民政府'];

describe('luodi units', () => {
  it('says which unit a short name is in the issuer’s documents', async () => {
    const { status, out, err } = await luodi('units', '财政厅', ...SICHUAN);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^名称 {2}四川省财政厅$/m);
    expect(out).toMatch(/^编号 {2}510000\/财政$/m);
  });

  it('gives JSON to programs', async () => {
    const { out } = await luodi('units', '省发改委', ...SICHUAN, '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      written: '省发改委',
      kind: 'known',
      unit: { id: '510000/发展改革', name: '四川省发展和改革委员会' },
    });
  });

  it('says what a unit was renamed to by the year', async () => {
    const { out } = await luodi('units', '国土资源厅', ...SICHUAN, '--year', '2022');
    expect(out).toMatch(/^2022 {2}四川省自然资源厅$/m);
  });

  it('takes an issuer that the directory does not have by its level', async () => {
    const { out } = await luodi('units', '市发改委', '--issuer', '临川市人民政府');
    expect(out).toMatch(/^名称 {2}临川市发展和改革委员会$/m);
  });

  it('says the code of a region', async () => {
    const { out } = await luodi('units', '四川', '--lang', 'en');
    expect(out).toMatch(/^Code {4}510000$/m);
  });

  it('lists the members of a group that can be counted, and the kind of one that cannot', async () => {
    const all = await luodi('units', '--group', '各市（州）人民政府', ...SICHUAN);
    expect(all.out.trimEnd().split('\n')).toHaveLength(22);
    expect(all.out).toMatch(/^21 {4}凉山彝族自治州人民政府 {2,}513400\/人民政府$/m);
    const open = await luodi('units', '--group', '等有关部门', '--format', 'json');
    expect(JSON.parse(open.out)).toMatchObject({ group: { kind: 'open', of: '部门' }, members: null });
  });

  it('lists how a unit is written and what it was called', async () => {
    const aliases = await luodi('units', '--aliases', '省经信厅', ...SICHUAN);
    expect(aliases.out).toContain('省经济和信息化厅');
    const history = await luodi('units', '--history', '国家卫生健康委员会');
    expect(history.out).toMatch(/^2013 {2}2018 {2}国家卫生和计划生育委员会$/m);
  });

  it('refuses in one line what it does not know or was not asked, with exit status 2', async () => {
    for (const [line, code] of [
      [['units', '没有这个机关'], 'cli/unit-unknown'],
      [['units', '--group', '财政厅'], 'cli/group-unknown'],
      [['units', '财政厅', '--issuer', '没有这个机关'], 'cli/issuer-unknown'],
      [['units'], 'cli/units-question'],
      [['units', '财政厅', '公安厅'], 'cli/units-extra'],
      [['units', '财政厅', '--year', '22'], 'cli/year-not-a-year'],
    ] as const) {
      const { status, out, err } = await luodi(...line);
      expect.soft({ status, out }).toEqual({ status: 2, out: '' });
      expect.soft(err).toContain(`luodi: ${code} `);
    }
  });
});
