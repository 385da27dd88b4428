import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The pipeline. A stage imports the stages before it, through their index, and nothing else. */
const STAGES = [
  'base',
  'message', //     the sentences, by code
  'unit', //        单位
  'document', //    公文
  'task', //        任务
  'programme', //   计划
  'assignment', //  交办
  'journal', //     台账
  'contract', //    the compiled document as a schema, for others
  'accuracy', //    how near the compiler comes to what a person would have written
];

/** What a folder of the server may import from the others. Doors stand last. */
const SERVER: Readonly<Record<string, readonly string[]>> = {
  files: [],
  scope: [],
  store: ['scope'],
  views: ['store', 'scope'],
  acts: ['store', 'scope', 'views', 'files', 'config.ts'],
  http: ['acts', 'views', 'scope', 'config.ts'],
  cli: ['acts', 'files', 'config.ts', 'http'],
};

/** The only packages that core may import, and for which stages. */
const PACKAGES_OF_CORE: Readonly<Record<string, readonly string[]>> = { zod: ['contract', 'accuracy'] };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOT_OURS = /(^|\/)(node_modules|dist|\.git|out|coverage)(\/|$)/;

/** Files below a folder of the repository, as paths from its root. */
function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (path: string) => {
    for (const entry of readdirSync(ROOT + path, { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (NOT_OURS.test(inner)) continue;
      if (entry.isDirectory()) walk(inner);
      else if (entry.isFile()) found.push(inner);
    }
  };
  walk(folder);
  return found.sort();
}

const read = (path: string) => readFileSync(ROOT + path, 'utf8');

interface Source {
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what stands in quotes. */
  readonly code: string;
  readonly imports: readonly string[];
}

function sourceOf(path: string): Source {
  const text = read(path);
  const imports = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^'\n]+)'/gm),
    ...text.matchAll(/\bimport\('([^'\n]+)'\)/g),
  ].map((match) => match[1] as string);
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/(^|\s)\/\/.*$/gm, ' ');
  return { path, text, code, imports };
}

const typescript = (folder: string) => filesBelow(folder).filter((path) => path.endsWith('.ts'));
const isTest = (path: string) => path.endsWith('.test.ts') || path.includes('/fixtures/');
const core = typescript('core/src')
  .filter((path) => !isTest(path))
  .map(sourceOf);
const server = typescript('server/src').map(sourceOf);
const everything = [...typescript('core/src'), ...typescript('server/src'), ...typescript('bench')].map(
  sourceOf,
);

/** `core/src/task/lint/rule.ts` and `../compiled.ts` give `core/src/task/compiled.ts`. */
function resolved(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const stageOf = (path: string) => path.split('/')[2] as string;

describe('core', () => {
  it.each(core)('$path imports only what stands before it, through its index', ({ path, imports }) => {
    const stage = stageOf(path);
    expect(STAGES).toContain(stage);
    for (const from of imports) {
      if (!from.startsWith('.')) {
        expect(PACKAGES_OF_CORE[from] ?? [], `${from} is not for ${stage}`).toContain(stage);
        continue;
      }
      const target = resolved(path, from);
      expect(target).toMatch(/^core\/src\/.+\.ts$/);
      const other = stageOf(target);
      if (other === stage) continue;
      expect(STAGES.indexOf(other), `${stage} imports ${other}`).toBeLessThan(STAGES.indexOf(stage));
      expect(target).toBe(`core/src/${other}/index.ts`);
    }
  });

  it.each(core)('$path has no clock, no chance, no files and no network', ({ code, imports }) => {
    expect(imports.filter((from) => from.startsWith('node:'))).toEqual([]);
    expect(code).not.toMatch(
      /\b(?:new Date|Date\.|Math\.random|performance\.|process\.|globalThis\.|crypto\.)/,
    );
    expect(code).not.toMatch(/\b(?:fetch|setTimeout|setInterval|require|eval)\s*\(/);
  });

  it('does not load zod to compile a document', () => {
    const seen = new Set<string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const from of sourceOf(path).imports) if (from.startsWith('.')) visit(resolved(path, from));
    };
    visit('core/src/task/index.ts');
    expect([...seen].filter((path) => path.startsWith('core/src/contract/'))).toEqual([]);
    expect([...seen].filter((path) => path.includes('/examples/'))).toEqual([]);
  });
});

describe('server', () => {
  it.each(server)('$path imports core by its stages and the folders before it', ({ path, imports }) => {
    const folder = path.split('/')[2] as string;
    for (const from of imports) {
      if (from.startsWith('@luodi/')) expect(from).toMatch(/^@luodi\/core\/[a-z]+(\/[a-z]+){0,2}$/);
      if (!from.startsWith('.')) continue;
      const target = resolved(path, from);
      if (!target.startsWith('server/src/')) {
        // Writers of reports and tests may read what stands beside the source, never core's insides.
        expect(target).not.toMatch(/^(core|web)\//);
        continue;
      }
      const other = target.split('/')[2] as string;
      // A test looks behind the door that it knocks at.
      if (other === folder || folder.endsWith('.ts') || isTest(path)) continue;
      expect(SERVER[folder] ?? [], `${folder} imports ${other}`).toContain(other);
    }
  });
});

describe('everywhere', () => {
  it.each(everything)('$path has no classes but errors, no enums, no default exports', ({ code }) => {
    for (const [, rest] of code.matchAll(/^\s*(?:export )?(?:abstract )?class (\w+[^{]*)/gm))
      expect(rest).toMatch(/ extends \w*(?:Error|Refusal)\b/);
    expect(code).not.toMatch(/^\s*(?:export )?(?:const )?enum /m);
    expect(code).not.toMatch(/^export default /m);
    expect(code).not.toMatch(/^export \* /m);
  });

  const EMPTY_NAMES = new Set([
    ...['manager', 'managers', 'helper', 'helpers', 'util', 'utils', 'utility'],
    ...['service', 'services', 'handler', 'handlers', 'misc', 'stuff'],
  ]);
  /** A prefix may be common; a file that calls itself so has no subject. */
  const EMPTY_FILE_NAMES = new Set([...EMPTY_NAMES, 'common', 'shared', 'data', 'info']);
  const wordsOf = (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/);

  it.each(everything)('$path is named, and names things, by what they are', ({ path, code }) => {
    const declared = code.matchAll(/\b(?:const|let|function|interface|type|class)\*?\s+(\w+)/g);
    expect(wordsOf(path).filter((word) => EMPTY_FILE_NAMES.has(word))).toEqual([]);
    for (const [, name = ''] of declared)
      expect(
        wordsOf(name).filter((word) => EMPTY_NAMES.has(word)),
        name,
      ).toEqual([]);
  });

  it.each(everything)('$path can be read in one sitting', ({ text }) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(450);
  });

  it('names no machine and no package registry', () => {
    // Written in pieces so that this file does not find itself.
    const places = new RegExp(
      ['/work' + '/', '/root' + '/', 'registry' + '\\.npm', 'npm' + 'mirror'].join('|'),
    );
    const written = filesBelow('').filter((path) =>
      /\.(ts|js|json|jsonc|md|html|css|yml|npmrc)$|\/run$/.test(path),
    );
    expect(written.filter((path) => places.test(read(path)))).toEqual([]);
  });
});
