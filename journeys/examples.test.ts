import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIGURES, type Gold, readGold, scoreDocument, unverified } from '@luodi/core/accuracy';
import { type Compiled, compileText } from '@luodi/core/task';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../bench/root.ts';
import { loadDirectory } from '../server/src/files/directory.ts';
import { readDocument } from '../server/src/files/read/index.ts';

/*
 * Documents of our own writing (examples/NAME/source.*) with what they must become:
 *
 * - gold.json says what a careful reader finds, written before the compiler was asked;
 * - expected.json is what the compiler makes of it, so that every change shows. UPDATE=1 writes it anew: read the
 *   difference before you commit it.
 */

const FOLDER = join(projectFolder(), 'examples');
const NAMES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const UPDATE = process.env.UPDATE === '1';

/** Differences from gold that we know of and have not mended; take a line out with the mend. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'city-figures': [
    '− measures 组织科普活动进社区、进学校',
    '− measures 公民具备科学素质比例保持在16%以上',
    '+ measures 组织科普活动进社区、进学校，公民具备科学素质比例保持在16%以上',
  ],
  // The column 工作任务 beside 主要举措 is read as a measure.
  'city-html-table': [
    '+ measures 改造特色夜市街区',
    '+ measures 丰富夜间文旅产品',
    '+ measures 延长公共交通运营时间',
    '+ measures 优化夜间停车管理',
    '+ measures 加强食品安全监管',
  ],
  // A heading that names the lead (某局牵头工作) gives no duty yet, so the first unit of the line is taken for it.
  'city-lead-headings': [
    ...['市发展改革委', '市交通运输局', '市卫生健康委'].map((name) => `− units lead ${name}`),
    ...['市财政局', '市生态环境局', '市商务局', '市公安局', '市医保局'].flatMap((name) => [
      `− units responsible ${name}`,
      `+ units lead ${name}`,
    ]),
    '− targets gte 15 天',
  ],
  'city-key-points': [
    '− targets eq 8 项',
    '− measures 围绕企业开办、注销、变更等环节再造流程',
    '− measures 6月底前上线“一类事”集成服务15项',
    '+ measures 围绕企业开办、注销、变更等环节再造流程，6月底前上线“一类事”集成服务15项',
  ],
  'drafting-mistakes': ['− targets eq 15 ', '− deadlines 2023-12-31 2023年12月底前'],
  'province-key-tasks': [
    '− measures 深化“路长制”，把养护责任落到每一段路',
    '+ measures 深化“路长制”',
    '+ measures 把养护责任落到每一段路',
    '− measures 建成规模化供水工程45处',
    '− measures 力争农村自来水普及率达到90%',
    '+ measures 建成规模化供水工程45处，力争农村自来水普及率达到90%',
  ],
  'province-limits': ['− targets eq 60 类'],
  // A target counted in days is taken for a time limit.
  'province-unit-names': ['− targets lte 40 天'],
  'work-report': [
    '− measures 办好第五届云岭国际经贸洽谈会',
    '− measures 力争进出口总额增长10%',
    '+ measures 办好第五届云岭国际经贸洽谈会，力争进出口总额增长10%',
  ],
};

let compile: (name: string) => Promise<Compiled>;

beforeAll(async () => {
  const directory = await loadDirectory();
  compile = async (name) => {
    const { text, ...source } = await readDocument(join(FOLDER, name, sourceOf(name)));
    return compileText(text, { ...source, directory, language: 'zh-CN' });
  };
});

function sourceOf(name: string): string {
  const source = readdirSync(join(FOLDER, name)).find((file) => file.startsWith('source.'));
  if (!source) throw new Error(`examples/${name} has no source`);
  return source;
}

function goldOf(name: string): Gold | null {
  const file = join(FOLDER, name, 'gold.json');
  return existsSync(file) ? readGold(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** The text stands in the source file; twice would be two truths. */
function written(compiled: Compiled): string {
  const { text: _, ...source } = compiled.source;
  return `${JSON.stringify({ ...compiled, source }, null, 1)}\n`;
}

describe.each(NAMES)('example %s', (name) => {
  test('becomes what expected.json says', async () => {
    const compiled = await compile(name);
    const file = join(FOLDER, name, 'expected.json');
    if (UPDATE) writeFileSync(file, written(compiled));
    expect(JSON.parse(written(compiled))).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('keeps the characters of every field', async () => {
    expect(unverified(await compile(name))).toEqual([]);
  });

  const gold = goldOf(name);
  test.runIf(gold)('is read as a careful reader reads it', async () => {
    const figures = scoreDocument(gold as Gold, await compile(name));
    const differences = FIGURES.flatMap((figure) => [
      ...(figures[figure]?.misses ?? []).map(({ what }) => `− ${figure} ${what}`),
      ...(figures[figure]?.surplus ?? []).map(({ what }) => `+ ${figure} ${what}`),
    ]);
    expect(differences.filter((one) => !KNOWN[name]?.includes(one))).toEqual([]);
  });

  test.runIf(!gold)('is recognised as no work plan and yields no item', async () => {
    const compiled = await compile(name);
    expect(compiled.meta.kind).toBe('other');
    expect(compiled.items).toEqual([]);
  });
});
