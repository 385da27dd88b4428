import { lifePage } from '@luodi/core/assignment';
import { compiledJsonSchema } from '@luodi/core/contract';
import { rightsPage } from '../acts/rights.ts';
import { openApiPage } from '../http/open-api.ts';
import { codesPage } from './codes-page.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, overview } from './help.ts';

/** A page of docs/reference that is written by the program and never by hand. */
export interface Reference {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  make(): string | Promise<string>;
}

/** Every generated page. `npm run reference` writes them; references.test.ts says which are stale. */
export const references: readonly Reference[] = [
  { path: 'docs/reference/cli.md', make: cliPage },
  { path: 'docs/reference/codes.md', make: codesPage },
  { path: 'docs/reference/openapi.json', make: openApiPage },
  { path: 'docs/reference/assignment-life.md', make: lifePage },
  { path: 'docs/reference/rights.md', make: rightsPage },
  {
    path: 'docs/reference/compiled.schema.json',
    make: () => `${JSON.stringify(compiledJsonSchema(), null, 2)}\n`,
  },
];

function cliPage(): string {
  const parts = [
    '# 命令行 · Command line',
    '',
    '<!-- Written by `npm run reference` from server/src/cli/commands.ts; do not edit. -->',
    '',
    '`luodi help`, `luodi help COMMAND`; with `--lang en` in English.',
  ];
  for (const [language, heading] of [
    ['zh-CN', '中文'],
    ['en', 'English'],
  ] as const) {
    parts.push('', `## ${heading}`, '', ...fenced(overview(language)));
    for (const command of COMMANDS) {
      parts.push('', `### luodi ${command.name}`, '', ...fenced(helpOf(command, language)));
    }
  }
  return `${parts.join('\n')}\n`;
}

function fenced(text: string): string[] {
  return ['```text', text.trimEnd(), '```'];
}
