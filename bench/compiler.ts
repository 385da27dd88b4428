import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Compiled, compileText } from '@luodi/core/task';
import { projectFolder } from './root.ts';

/** The whole compiler on a plain text, linter included. */
export type Compile = (text: string, name: string) => Compiled;

type Options = Parameters<typeof compileText>[1];

/** Reads and compiles a file of any format, as the command line does. */
export async function compileFile(file: string): Promise<Compiled> {
  const { loadDirectory } = await built<{ loadDirectory(): Promise<Options['directory']> }>('directory.js');
  const { readDocument } = await built<{ readDocument(file: string): Promise<Read> }>('read/index.js');
  const { text, ...source } = await readDocument(file);
  return compileText(text, { ...source, directory: await loadDirectory(), language: 'zh-CN' });
}

type Read = { readonly text: string } & Pick<Options, 'name' | 'format' | 'sm3'>;

async function built<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(join(projectFolder(), 'server', 'dist', 'files', file)).href)) as T;
}

/** The compiler as the command line runs it, with the directory that is shipped. */
export async function builtCompiler(): Promise<Compile> {
  const { loadDirectory } = await built<{ loadDirectory(): Promise<Options['directory']> }>('directory.js');
  return compilerWith(await loadDirectory());
}

export function compilerWith(directory: Options['directory']): Compile {
  // The digest of the text is the reader's work and only passes through.
  const sm3 = '0'.repeat(64);
  return (text, name) => compileText(text, { name, format: 'txt', sm3, directory, language: 'zh-CN' });
}
