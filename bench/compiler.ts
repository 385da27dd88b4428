import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Compiled, compileText } from '@luodi/core/task';
import { projectFolder } from './root.ts';

/** The whole compiler on a plain text, linter included. */
export type Compile = (text: string, name: string) => Compiled;

type Options = Parameters<typeof compileText>[1];

/** The compiler as the command line runs it, with the directory that is shipped. */
export async function builtCompiler(): Promise<Compile> {
  const place = pathToFileURL(join(projectFolder(), 'server', 'dist', 'files', 'directory.js'));
  const { loadDirectory } = (await import(place.href)) as { loadDirectory(): Promise<Options['directory']> };
  return compilerWith(await loadDirectory());
}

export function compilerWith(directory: Options['directory']): Compile {
  // The digest of the text is the reader's work and only passes through.
  const sm3 = '0'.repeat(64);
  return (text, name) => compileText(text, { name, format: 'txt', sm3, directory, language: 'zh-CN' });
}
