import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('./', import.meta.url));
const glossary = readFileSync(new URL('../../GLOSSARY.md', import.meta.url), 'utf8');

/** Core first: where both packages know a name, the rules decide what it means. */
const code = [SRC, fileURLToPath(new URL('../../server/src/', import.meta.url))]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readFileSync(folder + path, 'utf8')),
  )
  .join('\n');

interface Term {
  readonly chinese: string;
  readonly identifier: string;
  readonly meaning: string;
  readonly source: string;
}

const terms: Term[] = [
  ...glossary.matchAll(/^\| ([^|]*[\u4e00-\u9fff][^|]*) \| `([^`|]+)` \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, chinese = '', identifier = '', meaning = '', source = '']) => ({
  chinese,
  identifier,
  meaning,
  source,
}));
const technical = new Set(
  [...(glossary.split('## Technical names')[1] ?? '').matchAll(/`(\w+)`/g)].map(
    (match) => match[1] as string,
  ),
);

/** Types that a stage shows to the others. */
function exportedTypes(stage: string): string[] {
  const index = readFileSync(`${SRC}${stage}/index.ts`, 'utf8');
  const names: string[] = [];
  for (const [, wholly, list = ''] of index.matchAll(/export (type )?\{([^}]*)\}/g)) {
    for (const entry of list.split(',')) {
      const name = entry.trim().replace(/^type /, '');
      if (wholly || entry.trim().startsWith('type ')) names.push(name);
    }
  }
  return names.filter((name) => /^[A-Z]/.test(name));
}

it('has at least sixty terms, each once', () => {
  expect(terms.length).toBeGreaterThanOrEqual(60);
  expect(new Set(terms.map(({ identifier }) => identifier)).size).toBe(terms.length);
  expect(new Set(terms.map(({ chinese }) => chinese)).size).toBe(terms.length);
});

it('reads every row of its tables', () => {
  const rows = glossary.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| 中文'));
  expect(terms.length).toBe(rows.length);
});

it.each(terms)('$chinese is $identifier in the code', ({ identifier }) => {
  const [type = '', field] = identifier.split('.');
  if (identifier.startsWith("'")) expect(code).toContain(identifier);
  else if (field === undefined) expect(code).toMatch(new RegExp(`export (interface|type|class) ${type}\\b`));
  else {
    const body = new RegExp(`export interface ${type}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(code)?.[1] ?? '';
    expect(body).toMatch(new RegExp(`readonly ${field}\\??:`));
  }
});

it.each(['base', 'unit', 'document', 'task', 'programme', 'assignment', 'journal'])(
  'every type that %s exports is a term or a technical name',
  (stage) => {
    const known = new Set([...terms.map(({ identifier }) => identifier), ...technical]);
    expect(exportedTypes(stage).filter((name) => !known.has(name))).toEqual([]);
  },
);

it('lists no technical name that is gone', () => {
  for (const name of technical) expect(code).toMatch(new RegExp(`(interface|type|class) ${name}\\b`));
});
