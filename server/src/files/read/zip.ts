import { inflateRawSync } from 'node:zlib';
import { MEGABYTE, type ReadLimits } from './document.ts';
import { refuse } from './refuse.ts';
import { hasSteering, withoutSteering } from './steering.ts';

/** An archive whose directory has been checked. Nothing is unpacked before a part is asked for. */
export interface Zip {
  /** Names of the parts, with `/` between folders, as written. */
  readonly names: readonly string[];
  /** The part of that name; letter case does not matter. `undefined` if there is none. */
  readonly read: (name: string) => Uint8Array | undefined;
  readonly has: (name: string) => boolean;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
  /** Where the packed bytes begin. */
  readonly start: number;
}

type ZipLimits = Pick<ReadLimits, 'zipEntries' | 'zipExpandedBytes' | 'zipRatio'>;

/** Pictures without compression of their own shrink a hundredfold and more; they are never unpacked here. */
const PICTURE = /\.(?:bmp|dib|emf|wmf|tiff?|svg)$/i;

/**
 * Opens an archive (APPNOTE.TXT 6.3). Its directory is checked against the local headers before anything is
 * unpacked: number of parts, sizes, ratio, names that lead outside, two parts of one name, overlapping parts, encryption.
 * Each part is unpacked with its declared size as the bound and its checksum verified.
 * @throws {Refusal} `file/zip-…`, `file/encrypted`, `file/corrupt`
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits, format: string): Zip {
  const corrupt = () => refuse('file/corrupt', { format });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = readDirectory(bytes, view, limits, corrupt);
    checkOverlap(entries);
    checkSizes(entries, limits);
    const byName = new Map<string, Entry>();
    for (const entry of entries) {
      const key = keyOf(entry.name);
      if (byName.has(key)) refuse('file/zip-unsafe', { part: withoutSteering(entry.name, 80) });
      byName.set(key, entry);
    }
    return {
      names: entries.map((entry) => entry.name),
      has: (name) => byName.has(keyOf(name)),
      read: (name) => {
        const entry = byName.get(keyOf(name));
        return entry && unpack(bytes, entry, corrupt);
      },
    };
  } catch (error) {
    if (error instanceof RangeError) corrupt();
    throw error;
  }
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function unpack(bytes: Uint8Array, entry: Entry, corrupt: () => never): Uint8Array {
  const packed = bytes.subarray(entry.start, entry.start + entry.packed);
  let part: Uint8Array;
  if (entry.method === 0) part = packed;
  else if (entry.method === 8) {
    try {
      part = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch (error) {
      // More bytes than declared: the directory lies about the size.
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        return refuse('file/zip-unsafe', { part: withoutSteering(entry.name, 80) });
      }
      return corrupt();
    }
  } else return corrupt();
  if (part.length !== entry.size) return refuse('file/zip-unsafe', { part: withoutSteering(entry.name, 80) });
  if (crcOf(part) !== entry.crc) return corrupt();
  return part;
}

function readDirectory(
  bytes: Uint8Array,
  view: DataView,
  limits: ZipLimits,
  corrupt: () => never,
): readonly Entry[] {
  const end = endRecord(view);
  if (end < 0) return corrupt();
  let count = view.getUint16(end + 10, true);
  let size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if ((count === 0xffff || size === 0xffffffff || at === 0xffffffff) && end >= 20) {
    const locator = end - 20;
    if (view.getUint32(locator, true) === 0x07064b50) {
      const record = Number(view.getBigUint64(locator + 8, true));
      if (view.getUint32(record, true) !== 0x06064b50) return corrupt();
      count = Number(view.getBigUint64(record + 32, true));
      size = Number(view.getBigUint64(record + 40, true));
      at = Number(view.getBigUint64(record + 48, true));
    }
  }
  if (count > limits.zipEntries) refuse('file/zip-entries', { count, limit: limits.zipEntries });
  if (at + size > end) return corrupt();
  const entries: Entry[] = [];
  const stop = at + size;
  while (at < stop) {
    if (view.getUint32(at, true) !== 0x02014b50) return corrupt();
    const next =
      at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const entry = readEntry(bytes, view, at, corrupt);
    if (entry) entries.push(entry);
    if (entries.length > limits.zipEntries) {
      refuse('file/zip-entries', { count: entries.length, limit: limits.zipEntries });
    }
    at = next;
  }
  if (entries.length > count) return corrupt();
  return entries;
}

/** The last end-of-directory record whose comment reaches no further than the file does. */
function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + 22 + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  return -1;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, corrupt: () => never): Entry | undefined {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const crc = view.getUint32(at + 16, true);
  let packed = view.getUint32(at + 20, true);
  let size = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  let header = view.getUint32(at + 42, true);
  const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
  const extra = at + 46 + nameLength;
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    const big = () => {
      value += 8;
      return Number(view.getBigUint64(value - 8, true));
    };
    if (size === 0xffffffff) size = big();
    if (packed === 0xffffffff) packed = big();
    if (header === 0xffffffff) header = big();
  }
  const name = nameOf(rawName);
  if ((flags & 1) !== 0) refuse('file/encrypted');
  const isLink = view.getUint32(at + 38, true) >>> 28 === 0xa;
  if (!isSafe(name) || isLink) refuse('file/zip-unsafe', { part: withoutSteering(name, 80) });
  if (view.getUint32(header, true) !== 0x04034b50) return corrupt();
  const localName = view.getUint16(header + 26, true);
  const start = header + 30 + localName + view.getUint16(header + 28, true);
  if (start + packed > bytes.length) return corrupt();
  const local = bytes.subarray(header + 30, header + 30 + localName);
  const agrees =
    localName === nameLength &&
    local.every((byte, index) => byte === rawName[index]) &&
    view.getUint16(header + 8, true) === method &&
    sizesAgree(view, header, packed, size);
  if (!agrees) refuse('file/zip-unsafe', { part: withoutSteering(name, 80) });
  if (name.endsWith('/') && size === 0) return undefined;
  return { name, method, crc, packed, size, header, start };
}

/** With flag 8 the sizes stand behind the data and the header has zeros; zip64 writes all ones. */
function sizesAgree(view: DataView, header: number, packed: number, size: number): boolean {
  if ((view.getUint16(header + 6, true) & 8) !== 0) return true;
  const agree = (value: number, expected: number) => value === expected || value === 0xffffffff;
  return agree(view.getUint32(header + 18, true), packed) && agree(view.getUint32(header + 22, true), size);
}

function nameOf(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    // Some OFD writers name folders in GBK without saying so.
    return new TextDecoder('gb18030').decode(raw).replaceAll('\\', '/');
  }
}

function isSafe(name: string): boolean {
  if (name === '' || hasSteering(name) || /^[a-z]:/i.test(name) || name.startsWith('/')) return false;
  return !name.split('/').includes('..');
}

function checkOverlap(entries: readonly Entry[]): void {
  const byPlace = entries.toSorted((one, other) => one.header - other.header);
  let end = 0;
  for (const entry of byPlace) {
    if (entry.header < end) refuse('file/zip-unsafe', { part: withoutSteering(entry.name, 80) });
    end = entry.start + entry.packed;
  }
}

function checkSizes(entries: readonly Entry[], limits: ZipLimits): void {
  let total = 0;
  for (const { name, packed, size } of entries) {
    total += size;
    if (total > limits.zipExpandedBytes) {
      refuse('file/zip-expanded', { limit: Math.round(limits.zipExpandedBytes / MEGABYTE) });
    }
    if (size > MEGABYTE && size > packed * limits.zipRatio && !PICTURE.test(name)) {
      refuse('file/zip-ratio', { part: withoutSteering(name, 80), limit: limits.zipRatio });
    }
  }
}

let crcTable: Uint32Array | undefined;

/** CRC-32 (ISO 3309), as in the directory of the archive. */
function crcOf(bytes: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
