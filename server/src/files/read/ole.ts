/** What a compound file (MS-CFB, the container of .doc, .wps, .xls and of encrypted .docx) holds. */
export interface OleContent {
  readonly kind: 'word' | 'wps' | 'excel' | 'powerpoint' | 'encrypted' | 'other';
}

/**
 * Reads the names in the directory of a compound file, and whether its Word document is encrypted (FIB, MS-DOC 2.5.1).
 * `undefined` if the container is damaged.
 */
export function readOle(bytes: Uint8Array): OleContent | undefined {
  if (bytes.length < 1024) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return undefined;
  const size = 1 << shift;
  const sectorAt = (sector: number) => (sector + 1) * size;
  const next = (sector: number): number => {
    const table = Math.floor(sector / (size / 4));
    // Beyond the 109 tables of the header a directory is not expected to reach.
    if (table >= 109) return -1;
    const at = sectorAt(view.getUint32(76 + table * 4, true)) + (sector % (size / 4)) * 4;
    return at + 4 <= bytes.length ? view.getUint32(at, true) : -1;
  };
  const names = new Map<string, { start: number; length: number }>();
  let sector = view.getUint32(48, true);
  for (let steps = 0; steps < 4096 && sector >= 0 && sector < 0xfffffffa; steps++) {
    const from = sectorAt(sector);
    if (from + size > bytes.length) return names.size > 0 ? contentOf(names, view, sectorAt) : undefined;
    for (let at = from; at < from + size; at += 128) {
      const length = view.getUint16(at + 64, true);
      if (length < 4 || length > 64) continue;
      const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2));
      names.set(name, { start: view.getUint32(at + 116, true), length: view.getUint32(at + 120, true) });
    }
    sector = next(sector);
  }
  return names.size > 0 ? contentOf(names, view, sectorAt) : undefined;
}

function contentOf(
  names: ReadonlyMap<string, { readonly start: number; readonly length: number }>,
  view: DataView,
  sectorAt: (sector: number) => number,
): OleContent {
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) return { kind: 'encrypted' };
  const word = names.get('WordDocument');
  if (word) {
    const fib = sectorAt(word.start);
    const isEncrypted =
      word.length >= 4096 && fib + 12 <= view.byteLength && (view.getUint16(fib + 10, true) & 0x0100) !== 0;
    return { kind: isEncrypted ? 'encrypted' : 'word' };
  }
  if (names.has('Workbook') || names.has('Book')) return { kind: 'excel' };
  if (names.has('PowerPoint Document')) return { kind: 'powerpoint' };
  if (names.has('WpsDocument') || names.has('WPSDocument') || names.has('CONTENTS')) return { kind: 'wps' };
  return { kind: 'other' };
}
