import { CATALOGUES, type Code } from '@luodi/core/message';
import { RULES } from '@luodi/core/task/lint';
import { LINT_EXAMPLES, type LintExample } from '@luodi/core/task/lint/examples';

const SEVERITIES = { error: '错误 error', warning: '警告 warning', info: '提示 info' } as const;

/** docs/reference/codes.md: every code with its sentences; for the linter's also why it matters and an example. */
export function codesPage(): string {
  const rules = [...RULES].sort((one, other) => (one.code < other.code ? -1 : 1));
  const examples = new Map(LINT_EXAMPLES.map((example) => [example.code, example]));
  const parts = [
    '# 代码 · Codes',
    '',
    '<!-- Written by `npm run reference` from core/src/task/lint and core/src/message; do not edit. -->',
    '',
    '代码不会改变，可以用在程序里；句子会改进。`{…}` 处填入具体内容。',
    '',
    'Codes do not change and may be used in programs; sentences may improve. `{…}` is filled in.',
    '',
    '## 发文前检查 · The policy linter',
    '',
    '错误：照原文办不成。警告：会出麻烦。提示：值得知道。',
    'Error: cannot be carried out as written. Warning: will cause trouble. Info: worth knowing.',
    '',
    '| 代码 code | 级别 severity | 句子 |',
    '|---|---|---|',
    ...rules.map(
      ({ code, severity }) =>
        `| [\`${code}\`](#${anchorOf(code)}) | ${SEVERITIES[severity]} | ${cell(CATALOGUES['zh-CN'][code])} |`,
    ),
  ];
  for (const { code, severity } of rules) {
    parts.push('', `### ${code}`, '', `${SEVERITIES[severity]}`, '', ...sentences(code));
    const example = examples.get(code);
    if (example) parts.push('', ...explained(example));
  }
  parts.push('', '## 不能读取的文件 · Files that are refused', '', ...table('file/'));
  parts.push('', '## 数据库 · The database', '', ...table('store/'));
  parts.push('', '## 命令用错时 · Commands used wrongly', '', ...table('cli/'));
  parts.push('', '## 建账与确认 · Ledger and confirmation', '', ...table('programme/'));
  parts.push('', '## 交办 · Assignments', '', ...table('assignment/'));
  parts.push('', '## 工作日 · Working days', '', ...table('calendar/'));
  parts.push('', '## 接口 · The HTTP door', '', ...table('door/'));
  parts.push('', '## 人员与权限 · People and rights', '', ...table('person/'), '', ...table('scope/'));
  parts.push('', '## 单位目录 · The directory', '', ...table('directory/'));
  parts.push('', '## 台账 · The journal', '', ...table('journal/'));
  return `${parts.join('\n')}\n`;
}

function explained({ why, source, wrong, right }: LintExample): string[] {
  return [
    `**为什么 · Why.** ${why.zh} ${why.en}`,
    ...(source ? ['', `**依据 · Source.** ${source}`] : []),
    '',
    '例 · Example（`-` 有此问题 has the finding，`+` 已改正 mended）：',
    '',
    '```diff',
    ...difference(wrong.trimEnd().split('\n'), right.trimEnd().split('\n')),
    '```',
  ];
}

/** Lines before and after, by their longest common subsequence; both are a few dozen lines. */
function difference(before: readonly string[], after: readonly string[]): string[] {
  const length = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number) => length[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      (length[row] as number[])[column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: string[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    if (row < before.length && before[row] === after[column]) {
      lines.push(` ${before[row]}`.trimEnd());
      row++;
      column++;
    } else if (row < before.length && (column === after.length || at(row + 1, column) >= at(row, column + 1)))
      lines.push(`-${before[row++]}`);
    else lines.push(`+${after[column++]}`);
  }
  return lines;
}

function sentences(code: Code): string[] {
  return [`- ${CATALOGUES['zh-CN'][code]}`, `- ${CATALOGUES.en[code]}`];
}

function table(prefix: string): string[] {
  const codes = (Object.keys(CATALOGUES['zh-CN']) as Code[]).filter((code) => code.startsWith(prefix)).sort();
  return [
    '| 代码 code | 中文 | English |',
    '|---|---|---|',
    ...codes.map(
      (code) => `| \`${code}\` | ${cell(CATALOGUES['zh-CN'][code])} | ${cell(CATALOGUES.en[code])} |`,
    ),
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The anchor that GitHub and its like make of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
