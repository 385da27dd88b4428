import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Gold, readGold, referenceGold } from '@luodi/core/accuracy';
import { projectFolder } from './root.ts';

/** One real document, decoded. */
export interface CorpusText {
  /** `seed/source`, `dev/009`, `controls/028` */
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

export interface Annotated extends CorpusText {
  readonly gold: Gold;
}

/** The real documents lie beside the project; they are not ours to publish. */
export function corpusFolder(): string {
  return process.env.LUODI_CORPUS ?? join(projectFolder(), '..', 'shared', 'corpus');
}

/** All texts of the corpus by their SHA-256; null where there is no corpus. */
export function corpusTexts(folder = corpusFolder()): ReadonlyMap<string, CorpusText> | null {
  if (!existsSync(folder)) return null;
  const texts = new Map<string, CorpusText>();
  for (const part of ['seed', 'dev', 'controls']) {
    const place = join(folder, part);
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place).sort()) {
      if (!file.endsWith('.txt')) continue;
      const bytes = readFileSync(join(place, file));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
      texts.set(sha256, { name: `${part}/${file.slice(0, -4)}`, sha256, text });
    }
  }
  return texts;
}

/** The reference document with its gold; null where the corpus does not hold it. */
export function referenceDocument(folder = corpusFolder()): Annotated | null {
  const file = join(folder, 'seed', 'gold.json');
  if (!existsSync(file)) return null;
  const source = [...(corpusTexts(folder)?.values() ?? [])].find((one) => one.name === 'seed/source');
  if (!source) return null;
  const gold = referenceGold(JSON.parse(readFileSync(file, 'utf8')), source.text, source.sha256);
  return { ...source, gold };
}

/** Gold of our own annotators (core/src/accuracy/gold), with the documents that the corpus holds. */
export function annotatedDocuments(folder = corpusFolder()): {
  readonly documents: readonly Annotated[];
  /** Gold whose document is not there. */
  readonly absent: readonly Gold[];
} {
  const place = join(projectFolder(), 'core', 'src', 'accuracy', 'gold');
  const texts = corpusTexts(folder);
  const documents: Annotated[] = [];
  const absent: Gold[] = [];
  for (const file of readdirSync(place).sort()) {
    if (!file.endsWith('.json')) continue;
    const gold = readGold(JSON.parse(readFileSync(join(place, file), 'utf8')));
    const source = texts?.get(gold.sha256);
    if (source) documents.push({ ...source, gold });
    else absent.push(gold);
  }
  return { documents, absent };
}

/** Rules, regulations and interviews: no item may be found in them. */
export function controlDocuments(folder = corpusFolder()): readonly CorpusText[] {
  return [...(corpusTexts(folder)?.values() ?? [])].filter((one) => one.name.startsWith('controls/'));
}

/** Documents of our own writing that have gold: folder and file. */
export function exampleFiles(): readonly {
  readonly name: string;
  readonly file: string;
  readonly gold: Gold;
}[] {
  const folder = join(projectFolder(), 'examples');
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const place = join(folder, name, 'gold.json');
      if (!existsSync(place)) return [];
      const source = readdirSync(join(folder, name)).find((file) => file.startsWith('source.'));
      const gold = readGold(JSON.parse(readFileSync(place, 'utf8')));
      return source ? [{ name: `examples/${name}`, file: join(folder, name, source), gold }] : [];
    });
}
