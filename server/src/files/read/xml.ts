import { SaxesParser } from 'saxes';
import { refuse } from './refuse.ts';

/** What an XML part is read with. Names are `prefix:local` with the prefixes of `Namespaces`. */
export interface XmlReader {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Attributes by local name without prefix; `id` of another namespace is found by its full name, e.g. `r:id`. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** Namespace URI → the prefix by which the reader knows it. Prefixes of the file itself carry no meaning. */
export type Namespaces = Readonly<Record<string, string>>;

const DEEPEST = 1000;

/**
 * Reads an XML part from its start to its end, one event after the other. DTDs and entities are refused;
 * nothing outside the part is ever opened.
 * @throws {Refusal} `file/dtd`, `file/nesting`, `file/corrupt`
 */
export function readXml(bytes: Uint8Array, namespaces: Namespaces, reader: XmlReader, format: string): void {
  const corrupt = () => refuse('file/corrupt', { format });
  const source = decodeXml(bytes) ?? corrupt();
  const prefixes = new Map<string, string>();
  const names = new Map<string, string>();
  const known = (raw: string): string => {
    let name = names.get(raw);
    if (name === undefined) {
      const colon = raw.indexOf(':');
      const prefix = colon < 0 ? '' : raw.slice(0, colon);
      const local = raw.slice(colon + 1);
      const canonical = prefixes.get(prefix) ?? prefix;
      name = canonical === '' ? local : `${canonical}:${local}`;
      names.set(raw, name);
    }
    return name;
  };
  let depth = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('doctype', () => refuse('file/dtd'));
  parser.on('error', corrupt);
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) refuse('file/nesting', { limit: DEEPEST });
    const raw = tag.attributes as Record<string, string>;
    const attributes: Record<string, string> = Object.create(null);
    for (const key of Object.keys(raw)) {
      const value = raw[key] as string;
      if (key === 'xmlns' || key.startsWith('xmlns:')) {
        prefixes.set(key.slice(6), namespaces[value] ?? key.slice(6));
        names.clear();
      }
      const colon = key.indexOf(':');
      if (colon >= 0) attributes[key] = value;
      const local = key.slice(colon + 1);
      if (colon < 0 || !(local in attributes)) attributes[local] = value;
    }
    reader.open(known(tag.name), attributes);
  });
  if (reader.text) {
    parser.on('text', reader.text);
    parser.on('cdata', reader.text);
  }
  parser.on('closetag', (tag) => {
    depth--;
    reader.close?.(known(tag.name));
  });
  parser.write(source).close();
}

/** The characters of an XML part by its byte order mark or declaration; `undefined` if they are not valid. */
function decodeXml(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1]?.toLowerCase();
  if (declared === 'gb2312' || declared === 'gbk') return 'gb18030';
  // A part that calls itself UTF-16 but begins with a single-byte `<` is not.
  return declared === undefined || declared.startsWith('utf-16') ? 'utf-8' : declared;
}
