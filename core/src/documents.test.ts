import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['.', 'docs/guides', 'docs/decisions', 'directory', 'examples', 'bench'].flatMap((folder) =>
  existsSync(ROOT + folder)
    ? readdirSync(ROOT + folder)
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`.replace(/^\.\//, ''))
    : [],
);
const read = (path: string) => readFileSync(ROOT + path, 'utf8');

it.each(pages)('every link of %s leads somewhere', (page) => {
  const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
  for (const [, target = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|#)/.test(target)) continue;
    const path = fileURLToPath(new URL((target.split('#')[0] as string) || page, `file://${ROOT}${folder}`));
    expect(existsSync(path), `${page} → ${target}`).toBe(true);
  }
});

it('the READMEs name only commands that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const page of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/guides/developer.md']) {
    for (const [, name = ''] of read(page).matchAll(/npm run (?:--silent )?([a-z:]+)/g))
      expect(Object.keys(scripts), `${page}: npm run ${name}`).toContain(name);
  }
});

it('both READMEs show the same pages and give the same commands', () => {
  const links = (page: string) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const notEachOther = (targets: string[]) => targets.filter((target) => !target.startsWith('README')).sort();
  expect(notEachOther(links('README.zh-CN.md'))).toEqual(notEachOther(links('README.md')));
  const commands = (page: string) =>
    [...read(page).matchAll(/^npm .*$/gm)].map(([line]) => line.split(' ', 5)[1]);
  expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
});
