import { type SpawnOptions, spawn } from 'node:child_process';
import { copyFileSync, linkSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The real program, as it was built (`npm test` builds it first).
const LUODI = fileURLToPath(new URL('../../bin/luodi.js', import.meta.url));

const PLAN = `临川市2031年城乡建设重点任务

一、基础设施
（一）完善停车供给。新增公共停车位1.2万个。年底前出台《公共停车场管理办法》。
牵头单位：市住房城乡建设局；责任单位：市公安局。
（二）治理内涝积水。改造排水管网30公里。
（三）改造燃气管网。更新老化管道50公里。
牵头单位：市城市管理局；责任单位：市住房城乡建设局。
`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luodi-process-'));
  await mkdir(join(folder, 'plans', 'b'), { recursive: true });
  await writeFile(join(folder, 'plan.txt'), PLAN);
  await writeFile(join(folder, 'plans', 'a.txt'), PLAN);
  await writeFile(join(folder, 'plans', 'b', 'a.txt'), PLAN);
  await writeFile(join(folder, 'plans', 'empty.txt'), '');
});

afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function luodi(line: readonly string[], input?: string, options: SpawnOptions = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [LUODI, ...line], { cwd: folder, ...options });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (chunk) => out.push(chunk));
    child.stderr?.on('data', (chunk) => err.push(chunk));
    child.on('error', fail);
    child.on('close', (status) =>
      done({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    child.stdin?.end(input ?? '');
  });
}

describe('compile', () => {
  it('gives JSON to a program, its spans those of the text', async () => {
    const { status, out, err } = await luodi(['compile', 'plan.txt']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.trimEnd()).not.toContain('\n');
    const compiled = JSON.parse(out);
    expect(compiled.schema).toBe('luodi/compiled@1');
    expect(compiled.source.text).toBe(PLAN);
    expect(compiled.items.length).toBe(3);
    for (const { title, titleSpan } of compiled.items) expect(PLAN.slice(...titleSpan)).toBe(title);
  });

  it('compiles the other documents when one cannot be read', async () => {
    const { status, out, err } = await luodi(['compile', 'plans', 'missing.txt']);
    expect(status).toBe(2);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).source.name),
    ).toEqual(['a.txt', 'a.txt']);
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^plans[/\\]empty\.txt: file\/empty “empty\.txt”/);
    expect(lines[1]).toMatch(/^missing\.txt: file\/not-found /);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('writes several results into a folder, none over another', async () => {
    const { status, err } = await luodi(['compile', 'plans', '-o', 'out', '--format', 'md']);
    expect(status).toBe(2);
    expect(err).toContain('file/empty');
    expect(readdirSync(join(folder, 'out'), { recursive: true }).map(String).sort()).toEqual(
      ['a.md', 'b', join('b', 'a.md')].sort(),
    );
  });

  it('takes wildcards, also where the shell leaves them to it', async () => {
    const { status, out, err } = await luodi(['compile', 'pl*/**/a.txt']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.trimEnd().split('\n')).toHaveLength(2);
  });

  it('leaves no half-written file behind', async () => {
    await luodi(['compile', 'plan.txt', '-o', 'new/deep/plan.json']);
    expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['plan.json']);
    expect(JSON.parse(readFileSync(join(folder, 'new/deep/plan.json'), 'utf8')).source.text).toBe(PLAN);
  });

  it('never writes over the document, also not by another name', async () => {
    copyFileSync(join(folder, 'plan.txt'), join(folder, 'kept.md'));
    linkSync(join(folder, 'kept.md'), join(folder, 'linked.md'));
    for (const out of ['kept.md', 'linked.md']) {
      const { status, err } = await luodi(['compile', 'kept.md', '-o', out]);
      expect(status).toBe(2);
      expect(err).toContain('cli/output-is-input');
    }
    expect(readFileSync(join(folder, 'kept.md'), 'utf8')).toBe(PLAN);
  });

  it.skipIf(process.platform === 'win32')('writes to a device without replacing it', async () => {
    const { status } = await luodi(['compile', 'plan.txt', '--format', 'md', '-o', '/dev/null']);
    expect(status).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('takes text from standard input', async () => {
    const { status, out } = await luodi(['compile', '-', '--format', 'csv'], PLAN);
    expect(status).toBe(0);
    expect(out).toMatch(/^\ufeff序号,/);
    expect(out).toContain('完善停车供给');
  });

  it.each([
    ['json', '{'],
    ['html', '<!'],
    ['md', '# '],
    ['table', '临川市'],
    ['csv', '\ufeff序'],
    ['xlsx', 'PK'],
    ['docx', 'PK'],
  ])('writes %s', async (format, beginning) => {
    const out = `formats/plan.${format === 'table' ? 'txt' : format}`;
    const { status, err } = await luodi(['compile', 'plan.txt', '-o', out]);
    expect({ status, err: err.split('\n').length }).toEqual({ status: 0, err: 2 });
    expect(readFileSync(join(folder, out), 'utf8').slice(0, 3)).toContain(beginning);
  });

  it('gives the same bytes for the same document', async () => {
    const [one, other] = await Promise.all([luodi(['compile', 'plan.txt']), luodi(['compile', 'plan.txt'])]);
    expect(one.out).toBe(other.out);
  });

  it.each([
    [['--format', 'xlsx', '-o', 'x.json', 'plan.txt'], 'cli/format-conflict'],
    [['-o', 'x.rtf', 'plan.txt'], 'cli/output-unknown'],
    [['-o', 'x.json', 'plan.txt', 'plans/a.txt'], 'cli/output-must-be-folder'],
    [['--format', 'html', 'plans'], 'cli/output-needed'],
    [['-o', 'plan.txt/x.json', 'plans/a.txt'], 'cli/output-not-folder'],
    [['--year', '31', 'plan.txt'], 'cli/year-not-a-year'],
    [[], 'cli/no-input'],
    [['*.nothing'], 'cli/no-match'],
    [['new'], 'cli/no-documents'],
  ])('refuses %j', async (line, code) => {
    const { status, out, err } = await luodi(['compile', ...line]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(code);
  });

  it('is not troubled when its reader stops reading', async () => {
    const child = spawn(process.execPath, [LUODI, 'compile', ...Array(50).fill('plan.txt'), 'plans'], {
      cwd: folder,
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.destroy();
    await new Promise((done) => child.on('close', done));
    expect(err).not.toMatch(/EPIPE|cli\/fault|\n\s+at /);
  });
});

describe('lint', () => {
  it('writes a line for each finding and answers 1 where there are errors', async () => {
    const { status, out, err } = await luodi(['lint', 'plan.txt']);
    const lines = out.trimEnd().split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^plan\.txt:\d+:\d+: (error|warning|info) [a-z]+\/[a-z0-9-]+ \S/);
    }
    // 治理内涝积水 names nobody.
    expect(lines.some((line) => line.startsWith('plan.txt:6:'))).toBe(true);
    expect(status).toBe(lines.some((line) => line.includes(': error ')) ? 1 : 0);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says the same in English', async () => {
    const [chinese, english] = await Promise.all([
      luodi(['lint', 'plan.txt']),
      luodi(['lint', 'plan.txt', '--lang', 'en']),
    ]);
    expect(english.err).toMatch(/^Documents checked: 1\./);
    const codes = (out: string) => out.match(/\b[a-z]+\/[a-z0-9-]+(?= )/g);
    expect(codes(english.out)).toEqual(codes(chinese.out));
    expect(english.out).not.toBe(chinese.out);
  });

  it('writes SARIF for all documents together', async () => {
    const { status, out } = await luodi(['lint', 'plan.txt', 'plans/empty.txt', '--format', 'sarif']);
    expect(status).toBe(2);
    const [{ results, invocations }] = JSON.parse(out).runs;
    expect(results.length).toBeGreaterThan(0);
    expect(invocations[0].executionSuccessful).toBe(false);
  });

  it('writes JSON with lines and columns', async () => {
    const { out } = await luodi(['lint', 'plan.txt', '--format', 'json']);
    const { file, diagnostics } = JSON.parse(out);
    expect(file).toBe('plan.txt');
    for (const { span, start } of diagnostics) {
      const before = PLAN.slice(0, span[0]).split('\n');
      expect([start.line, start.column]).toEqual([before.length, (before.at(-1) as string).length + 1]);
    }
  });
});

describe('use', () => {
  it.each([
    [['--help'], /luodi COMMAND/],
    [['help', 'compile'], /luodi compile FILE/],
    [['lint', '--help', '--lang', 'en'], /say what cannot be carried out/],
    [['--lang', 'en', 'help'], /turn documents into ledgers/],
    [['--version'], /^luodi \d+\.\d+\.\d+\n$/],
  ])('%j answers on standard output', async (line, expected) => {
    const { status, out, err } = await luodi(line);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(expected);
  });

  it.each([
    [[], /luodi COMMAND/],
    [['complie'], /cli\/unknown-command-near .*“compile”/],
    [['plan.txt'], /cli\/command-is-file/],
    [['compile', '--formt', 'json'], /cli\/unknown-option-near .*“--format”/],
    [['help', 'nonsense'], /cli\/unknown-command/],
  ])('%j is answered on standard error with 2', async (line, expected) => {
    const { status, out, err } = await luodi(line);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(expected);
  });
});
