import { type LaidOut, layOut } from './blocks.ts';
import type { Page } from './layout/lines.ts';
import { paragraphsOf } from './layout/paragraphs.ts';
import { type Box, boxOf, type OfdPage, readPage } from './ofd-page.ts';
import { refuse } from './refuse.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

const A4: Box = { x: 0, y: 0, width: 210, height: 297 };

interface PageEntry {
  readonly path: string;
}

/**
 * Reads an OFD file (GB/T 33190—2016): the text objects of pages and their templates, sorted by place into lines and
 * paragraphs. Signatures are not checked.
 * @throws {Refusal} `file/encrypted`, `file/image-only`, `file/corrupt`
 */
export function readOfd(zip: Zip): LaidOut {
  const roots: string[] = [];
  let within = '';
  let encrypted = zip.names.some((name) => /(?:^|\/)Encryptions?\.xml$/i.test(name));
  readPart(zip, 'OFD.xml', {
    open: (tag) => {
      within = tag;
      if (tag === 'Encryptions') encrypted = true;
    },
    text: (text) => {
      if (within === 'DocRoot' && text.trim() !== '') roots.push(text.trim());
    },
    close: () => {
      within = '';
    },
  });
  if (encrypted) refuse('file/encrypted');
  if (roots.length === 0) refuse('file/corrupt', { format: 'OFD' });
  const pages: Page[] = [];
  for (const root of roots) pages.push(...pagesOf(zip, resolve('', root), pages.length));
  const hasText = pages.some(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
  if (!hasText) refuse('file/image-only');
  return layOut(paragraphsOf(pages));
}

function pagesOf(zip: Zip, root: string, already: number): readonly Page[] {
  const folder = root.slice(0, root.lastIndexOf('/') + 1);
  const pages: PageEntry[] = [];
  const templates = new Map<string, string>();
  let area = A4;
  let within = '';
  const path: string[] = [];
  readPart(zip, root, {
    open: (tag, { ID: id, BaseLoc: location }) => {
      path.push(tag);
      within = tag;
      if (tag === 'TemplatePage' && id && location) templates.set(id, resolve(folder, location));
      else if (tag === 'Page' && location && path.at(-2) === 'Pages')
        pages.push({ path: resolve(folder, location) });
    },
    text: (text) => {
      if (within === 'PhysicalBox' && path.includes('PageArea')) area = boxOf(text) ?? area;
    },
    close: () => {
      path.pop();
      within = '';
    },
  });
  const read = new Map<string, OfdPage>();
  const pageAt = (location: string): OfdPage => {
    const known = read.get(location);
    if (known) return known;
    const part = find(zip, location);
    const page = part ? readPage(part) : { runs: [], rules: [], templates: [], box: undefined };
    read.set(location, page);
    return page;
  };
  return pages.map(({ path: location }, index) => {
    const page = pageAt(location);
    const layers = [...page.templates.map((id) => pageAt(templates.get(id) ?? '')), page];
    const { width, height } = page.box && page.box.width * page.box.height > 0 ? page.box : area;
    const runs = layers.flatMap((layer) => layer.runs);
    const rules = layers.flatMap((layer) => layer.rules);
    return { number: already + index + 1, width, height, runs, rules };
  });
}

function readPart(zip: Zip, name: string, reader: Parameters<typeof readXml>[2]): void {
  const bytes = find(zip, name) ?? refuse('file/corrupt', { format: 'OFD' });
  const local = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  readXml(
    bytes,
    {},
    {
      ...reader,
      // Writers disagree on prefix and namespace; the local names are the standard's.
      open: (tag, attributes) => reader.open(local(tag), attributes),
      close: (tag) => reader.close?.(local(tag)),
    },
    'OFD',
  );
}

/** The part, or the one whose path ends so: some writers leave a folder out. */
function find(zip: Zip, path: string): Uint8Array | undefined {
  return zip.read(path) ?? zip.read(decodeURIComponentSafely(path));
}

function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function resolve(folder: string, location: string): string {
  const path = location.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of location.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
