import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { builtCompiler, type Compile } from './compiler.ts';
import { corpusFolder } from './corpus.ts';
import { simpleDocx } from './docx.ts';
import { machine, median } from './machine.ts';
import { projectFolder } from './root.ts';

/** Rounds of the comparison; each holds the compiler twice, with the segmentation between (A/B/A). */
const ROUNDS = 15;
/** One measurement takes at least this many characters, so that the clock's grain does not matter. */
const CHARACTERS = 400_000;
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const STARTS = 7;

/** Compiling against word segmentation of the same text, growth, memory and cold start. */
export async function benchCompile(): Promise<void> {
  console.log(`compile on ${machine()}`);
  const { text, name } = referenceText();
  console.log(`text: ${name}, ${text.length} characters`);
  const compile = await builtCompiler();
  againstSegmentation(compile, text, name);
  growth(compile, text);
  coldStart(text);
}

/** The reference document; without the corpus an example of our own of about its size. */
function referenceText(): { readonly text: string; readonly name: string } {
  const seed = join(corpusFolder(), 'seed', 'source.txt');
  if (existsSync(seed)) return { text: readFileSync(seed, 'utf8'), name: 'the reference document' };
  const own = join(projectFolder(), 'examples', 'province-key-tasks', 'source.txt');
  return { text: readFileSync(own, 'utf8'), name: 'examples/province-key-tasks (no corpus at hand)' };
}

/** Processor time of this process, all threads: on a shared machine the clock on the wall measures the others. */
function processorTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function againstSegmentation(compile: Compile, text: string, name: string): void {
  const jieba = Jieba.withDict(dict);
  const times = Math.max(1, Math.round(CHARACTERS / text.length));
  const repeat = (work: () => void) => () => {
    for (let round = 0; round < times; round++) work();
  };
  const ours = repeat(() => compile(text, name));
  const theirs = repeat(() => jieba.cut(text));
  for (let warm = 0; warm < 3; warm++) {
    ours();
    theirs();
  }
  const compiled: number[] = [];
  const segmented: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = processorTime(ours);
    const between = processorTime(theirs);
    const after = processorTime(ours);
    compiled.push(before, after);
    segmented.push(between);
    ratios.push((before + after) / 2 / between);
  }
  const ratio = median(ratios);
  const show = (label: string, each: number) => {
    const speed = text.length / each / 1000;
    console.log(`  ${label.padEnd(34)}${each.toFixed(3)} ms a document, ${speed.toFixed(2)} M characters/s`);
  };
  console.log(
    `\nagainst @node-rs/jieba cut, ${ROUNDS} rounds A/B/A of ${times} documents, processor time, medians`,
  );
  show('compile, linter included (A)', median(compiled) / times);
  show('segmentation alone (B)', median(segmented) / times);
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(`  ratio A/B ${ratio.toFixed(2)} (${spread}), goal < 1: ${verdict(ratio < 1)}`);
}

/** A text of about `size` characters: copies of the document, each with other figures and another first heading. */
function copies(text: string, size: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let copy = 0; length < size; copy++) {
    const varied = text.replace(/\d/g, (digit) => String((Number(digit) + copy) % 10));
    const part = `${varied}\n\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, size);
}

function growth(compile: Compile, text: string): void {
  console.log('\ngrowth (copies of the document with other figures, processor time)');
  const costs: number[] = [];
  for (const size of SIZES) {
    const long = copies(text, size);
    const times = Math.max(1, Math.round(1_000_000 / size));
    // One round of the longest text takes longer than all others together.
    const rounds = size >= 10_000_000 ? 1 : 5;
    const each: number[] = [];
    let items = 0;
    for (let round = 0; round < rounds; round++) {
      each.push(
        processorTime(() => {
          for (let time = 0; time < times; time++) items = compile(long, 'growth').items.length;
        }) / times,
      );
    }
    const cost = (median(each) * 1e6) / size;
    costs.push(cost);
    const heap = size >= 10_000_000 ? null : heapOf(() => compile(long, 'memory'));
    console.log(
      `  ${String(size).padStart(9)} characters: ${median(each).toFixed(2).padStart(9)} ms, ${cost.toFixed(1).padStart(6)} ns a character, ` +
        `${items} items, result ${heap === null ? 'not measured' : `${(heap / size).toFixed(1)} bytes a character`}`,
    );
  }
  const middle = median(costs);
  const worst = Math.max(...costs.map((cost) => Math.abs(cost / middle - 1)));
  console.log(
    `  farthest from the median ${(worst * 100).toFixed(0)} %, goal ±10 %: ${verdict(worst <= 0.1)}`,
  );
}

/** Bytes that the result keeps alive; needs `--expose-gc`. */
function heapOf(work: () => unknown): number | null {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) return null;
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = work();
  collect();
  const after = process.memoryUsage().heapUsed;
  return kept === undefined ? 0 : Math.max(0, after - before);
}

function coldStart(text: string): void {
  console.log(`\ncold start of luodi compile, median of ${STARTS}`);
  const folder = mkdtempSync(join(tmpdir(), 'luodi-bench-'));
  try {
    const plain = join(folder, 'reference.txt');
    writeFileSync(plain, text);
    showStart('txt', plain, 500);
    const word = join(folder, 'reference.docx');
    writeFileSync(word, simpleDocx(text));
    showStart('docx', word, 700);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function showStart(label: string, file: string, goal: number): void {
  const program = join(projectFolder(), 'server', 'bin', 'luodi.js');
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    times.push(
      milliseconds(() => {
        const { status, stderr } = spawnSync(
          process.execPath,
          [program, 'compile', file, '--format', 'json'],
          {
            encoding: 'utf8',
            maxBuffer: 2 ** 28,
          },
        );
        if (status !== 0) throw new Error(`luodi compile ended with ${status}: ${stderr.slice(0, 300)}`);
      }),
    );
  }
  const middle = median(times);
  // Seconds depend on the machine: shown, but no reason to fail.
  const met = middle <= goal ? 'within' : 'over';
  console.log(
    `  ${label.padEnd(5)}${middle.toFixed(0).padStart(6)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}), ${met} the goal of ${goal} ms`,
  );
}

function verdict(met: boolean): string {
  if (!met) process.exitCode = 1;
  return met ? 'pass' : 'FAIL';
}
