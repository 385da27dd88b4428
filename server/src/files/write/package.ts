import { unzipSync, type Zippable, zipSync } from 'fflate';

/** The time of every entry. In local time, as ZIP stores it, so that the bytes are the same in every time zone. */
const EPOCH = new Date(1980, 0, 1);

/**
 * An OOXML package without anything that differs from one writing to the next: times of entries, and what
 * `changed` takes out of a part. Only XML parts are given to `changed`.
 */
export function settled(
  file: Uint8Array,
  changed: (xml: string, part: string) => string = (xml) => xml,
): Uint8Array {
  const parts: Zippable = {};
  for (const [part, bytes] of Object.entries(unzipSync(file))) {
    const isXml = /\.(xml|rels|vml)$/.test(part);
    const content = isXml ? new TextEncoder().encode(changed(new TextDecoder().decode(bytes), part)) : bytes;
    parts[part] = [content, { mtime: EPOCH, level: 6 }];
  }
  return zipSync(parts);
}
