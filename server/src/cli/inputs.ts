import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '@luodi/core/base';
import type { CliRefusalCode } from '@luodi/core/message';
import { isPattern, matcherOf, patternParts } from './glob.ts';

/** One document to be read. */
export interface Input {
  /** As it is shown and opened: the argument, or the argument's folder and the rest. `-` is standard input. */
  readonly path: string;
  /** Where its result stands in the folder of results, with slashes, still with the document's extension. */
  readonly place: string;
}

/** What the arguments of a command name. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** Arguments that name nothing, in the order given. */
  readonly refused: readonly { readonly path: string; readonly refusal: Refusal<CliRefusalCode> }[];
  /** There is or may be more than one document: results go to a folder, or one a line. */
  readonly several: boolean;
}

/** Files of these kinds are taken from a folder; a file that is named is read whatever it is called. */
const DOCUMENTS = new Set(['.txt', '.md', '.html', '.htm', '.docx', '.pdf', '.ofd', '.doc', '.wps']);

/**
 * Files, folders (with their folders, documents by extension) and patterns become documents, each file once, in
 * the order given, sorted within a folder. Hidden files, locks of office programs (`~$…`), `node_modules` and the
 * folder of results (`except`) are passed over. A file that does not exist is left for its reader to refuse.
 */
export async function inputsOf(
  arguments_: readonly string[],
  base: string,
  except?: string,
): Promise<Inputs> {
  const found: Input[] = [];
  const refused: { path: string; refusal: Refusal<CliRefusalCode> }[] = [];
  let several = arguments_.length > 1;
  for (const argument of arguments_) {
    if (argument === '-') {
      found.push({ path: '-', place: 'stdin.txt' });
      continue;
    }
    const kind = await kindOf(resolve(base, argument));
    if (kind === 'folder') {
      several = true;
      const documents = await documentsIn(resolve(base, argument), except, (path) =>
        DOCUMENTS.has(extname(path).toLowerCase()),
      );
      if (documents.length === 0) refused.push(refusedAs('cli/no-documents', argument));
      for (const place of documents) found.push({ path: join(argument, place), place });
    } else if (kind === 'nothing' && isPattern(argument)) {
      several = true;
      const { folder, rest } = patternParts(argument, sep);
      const documents = await documentsIn(resolve(base, folder), except, matcherOf(rest));
      if (documents.length === 0) refused.push(refusedAs('cli/no-match', argument));
      for (const place of documents) found.push({ path: join(folder, place), place });
    } else {
      found.push({ path: argument, place: basename(argument) });
    }
  }
  return { inputs: await eachOnce(found, base), refused, several };
}

function refusedAs(code: CliRefusalCode, path: string) {
  return { path, refusal: new Refusal<CliRefusalCode>(code, { name: path }) };
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'nothing'> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

/** Paths below the folder, with slashes, sorted by their characters so that every machine gives one order. */
async function documentsIn(
  root: string,
  except: string | undefined,
  wanted: (path: string) => boolean,
): Promise<string[]> {
  const documents: string[] = [];
  const visit = async (folder: string, below: string): Promise<void> => {
    // A folder that may not be opened is passed over like an empty one; a named one is refused as holding nothing.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || name.startsWith('~$') || name === 'node_modules') continue;
      const path = join(folder, name);
      const place = below === '' ? name : `${below}/${name}`;
      if (entry.isDirectory()) {
        if (path !== except) await visit(path, place);
      } else if (wanted(place) && (entry.isFile() || (await kindOf(path)) === 'file')) {
        documents.push(place);
      }
    }
  };
  await visit(root, '');
  return documents.sort();
}

async function eachOnce(found: readonly Input[], base: string): Promise<Input[]> {
  const seen = new Set<string>();
  const once: Input[] = [];
  for (const input of found) {
    const path = resolve(base, input.path);
    const key = input.path === '-' ? '-' : await realpath(path).catch(() => path);
    if (seen.has(key)) continue;
    seen.add(key);
    once.push(input);
  }
  return once;
}

/**
 * The name of each document's result in a folder, with the result's extension, no two alike (also where the file
 * system does not tell capitals apart): `a.docx` and `a.pdf` become `a.docx.json` and `a.pdf.json`; files of one
 * name from different folders keep the folders in which they differ.
 */
export function placesOf(inputs: readonly Input[], base: string, extension: string): string[] {
  const places = inputs.map(({ place }) => place);
  for (const group of alike(places)) {
    const folders = group.map((at) => resolve(base, (inputs[at] as Input).path).split(sep));
    const shared = commonLength(folders);
    group.forEach((at, index) => {
      places[at] = (folders[index] as string[]).slice(shared).join('/');
    });
  }
  const stems = places.map((place) => place.slice(0, place.length - extname(place).length));
  for (const group of alike(stems)) for (const at of group) stems[at] = places[at] as string;
  const taken = new Set<string>();
  return stems.map((stem) => {
    let name = `${stem}${extension}`;
    for (let copy = 2; taken.has(folded(name)); copy++) name = `${stem} (${copy})${extension}`;
    taken.add(folded(name));
    return name;
  });
}

/** Indexes of names that a file system may take for the same, for each such name. */
function alike(names: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  names.forEach((name, at) => {
    const group = groups.get(folded(name));
    if (group) group.push(at);
    else groups.set(folded(name), [at]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

function commonLength(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  let length = 0;
  while (length < first.length - 1 && paths.every((path) => path[length] === first[length])) length++;
  return length;
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A path as people read it: relative to the working folder where it lies below it. */
export function shortPath(path: string, base: string): string {
  const short = relative(base, path);
  return short !== '' && !short.startsWith('..') && short.length < path.length ? short : path;
}
