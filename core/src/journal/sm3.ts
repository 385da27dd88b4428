/**
 * 国密杂凑 SM3 (GB/T 32905—2016), in TypeScript alone so that a browser and an offline checker need nothing else.
 * A server may hash with its platform's SM3; sm3.test.ts holds the two together.
 */
export function sm3(bytes: Uint8Array): Uint8Array {
  const state = Int32Array.of(
    0x7380166f,
    0x4914b2b9,
    0x172442d7,
    0xda8a0600,
    0xa96f30bc,
    0x163138aa,
    0xe38dee4d,
    0xb0fb0e4e,
  );
  const whole = bytes.length - (bytes.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) compress(state, bytes, at);
  const tail = padded(bytes, whole);
  for (let at = 0; at < tail.length; at += BLOCK) compress(state, tail, at);
  const digest = new Uint8Array(32);
  for (let word = 0; word < 8; word++) putWord(digest, word * 4, state[word] as number);
  return digest;
}

/** 64 lower-case hexadecimal digits. */
export function sm3Hex(bytes: Uint8Array): string {
  return hex(sm3(bytes));
}

export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** The bytes of an even number of lower-case hexadecimal digits; null for any other text. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

const BLOCK = 64;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** T of 4.2, already turned by j as step 5.3.3 uses it. */
const TURNED = Int32Array.from({ length: 64 }, (_, j) => turned(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

// Used again for each block: nothing here survives a call, and a fresh array per block would cost half the time.
const word = new Int32Array(68);

function compress(state: Int32Array, bytes: Uint8Array, from: number): void {
  for (let j = 0; j < 16; j++) {
    const at = from + j * 4;
    word[j] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let j = 16; j < 68; j++) {
    const before = word[j - 3] as number;
    const mixed = (word[j - 16] as number) ^ (word[j - 9] as number) ^ ((before << 15) | (before >>> 17));
    const earlier = word[j - 13] as number;
    // P1(x) = x ^ (x <<< 15) ^ (x <<< 23)
    word[j] =
      mixed ^
      ((mixed << 15) | (mixed >>> 17)) ^
      ((mixed << 23) | (mixed >>> 9)) ^
      ((earlier << 7) | (earlier >>> 25)) ^
      (word[j - 6] as number);
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let j = 0; j < 64; j++) {
    const a12 = (a << 12) | (a >>> 20);
    const sum = (a12 + e + (TURNED[j] as number)) | 0;
    const ss1 = (sum << 7) | (sum >>> 25);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const w = word[j] as number;
    const tt1 = (ff + d + (ss1 ^ a12) + (w ^ (word[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + w) | 0;
    d = c;
    c = (b << 9) | (b >>> 23);
    b = a;
    a = tt1;
    h = g;
    g = (f << 19) | (f >>> 13);
    f = e;
    // P0(x) = x ^ (x <<< 9) ^ (x <<< 17)
    e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15));
  }
  state[0] = (state[0] as number) ^ a;
  state[1] = (state[1] as number) ^ b;
  state[2] = (state[2] as number) ^ c;
  state[3] = (state[3] as number) ^ d;
  state[4] = (state[4] as number) ^ e;
  state[5] = (state[5] as number) ^ f;
  state[6] = (state[6] as number) ^ g;
  state[7] = (state[7] as number) ^ h;
}

/** What is left after the whole blocks, with the padding of 5.2: bit 1, zeros, length in bits as 64 bits. */
function padded(bytes: Uint8Array, whole: number): Uint8Array {
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  // The length in bits passes 32 bits from 512 MiB on.
  putWord(tail, tail.length - 8, Math.floor(bytes.length / 0x2000_0000));
  putWord(tail, tail.length - 4, bytes.length << 3);
  return tail;
}

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

function turned(value: number, by: number): number {
  return by === 0 ? value | 0 : (value << by) | (value >>> (32 - by));
}
