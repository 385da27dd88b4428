import { refuse } from '../refuse.ts';
import { readXml } from '../xml.ts';
import type { Zip } from '../zip.ts';
import { WORD } from './names.ts';

export const DOCX_NAME = 'Word (.docx)';

/** The parts of a Word package that carry text and numbering. */
export interface WordParts {
  readonly document: Uint8Array;
  readonly styles?: Uint8Array;
  readonly numbering?: Uint8Array;
  readonly footnotes?: Uint8Array;
  readonly endnotes?: Uint8Array;
}

/**
 * Finds the parts through the relationships of the package (ECMA-376 part 2); external ones are never followed.
 * @throws {Refusal} `file/corrupt` if there is no main document
 */
export function wordParts(zip: Zip): WordParts {
  const main = relations(zip, '_rels/.rels', '').get('officeDocument') ?? 'word/document.xml';
  const document = zip.read(main);
  if (!document) return refuse('file/corrupt', { format: DOCX_NAME });
  const slash = main.lastIndexOf('/');
  const folder = slash < 0 ? '' : main.slice(0, slash + 1);
  const related = relations(zip, `${folder}_rels/${main.slice(slash + 1)}.rels`, folder);
  const part = (type: string) => {
    const bytes = zip.read(related.get(type) ?? `${folder}${type}.xml`);
    return bytes ? { [type]: bytes } : {};
  };
  return { document, ...part('styles'), ...part('numbering'), ...part('footnotes'), ...part('endnotes') };
}

/** Last word of the relationship's type → name of the part. */
function relations(zip: Zip, name: string, folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const bytes = zip.read(name);
  if (!bytes) return found;
  readXml(
    bytes,
    WORD,
    {
      open: (tag, { Type: type, Target: target, TargetMode: mode }) => {
        if (tag !== 'Relationship' || !type || !target || mode === 'External') return;
        const kind = type.slice(type.lastIndexOf('/') + 1);
        if (!found.has(kind)) found.set(kind, resolved(folder, target));
      },
    },
    DOCX_NAME,
  );
  return found;
}

function resolved(folder: string, target: string): string {
  const path: string[] = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
