import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './root.ts';

/** A module of the server as it was built. */
export async function builtServer<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(projectFolder(), 'server', 'dist', path)).href)) as T;
}

export type Fixture = typeof import('../server/src/acts/assignment/fixtures/confirmed.ts');
export type Ground = import('../server/src/acts/context.ts').Ground;
export type Who = import('../server/src/scope/who.ts').Who;
