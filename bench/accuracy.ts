/*
 * npm run accuracy [-- --misses] [-- dev/009 …]
 *
 * What the compiler finds in real documents against what careful readers find, figure by figure. Exit status 1 when
 * the reference document misses a goal, a control document yields an item or a field does not verify.
 */
import {
  FIGURES,
  type Figures,
  GOALS,
  type Gold,
  goalsMissed,
  type Score,
  scoreDocument,
  sumOf,
  unverified,
} from '@luodi/core/accuracy';
import type { Compiled } from '@luodi/core/task';
import { builtCompiler, type Compile, compileFile } from './compiler.ts';
import {
  type Annotated,
  annotatedDocuments,
  controlDocuments,
  corpusFolder,
  exampleFiles,
  referenceDocument,
} from './corpus.ts';
import { machine } from './machine.ts';

const withMisses = process.argv.includes('--misses');
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('-'));

function chosen(name: string): boolean {
  return wanted.length === 0 || wanted.some((one) => name.includes(one));
}

function rate(figure: number): string {
  // Never round up to the goal.
  return (Math.floor(figure * 1000 + 1e-9) / 1000).toFixed(3);
}

function line(name: string, score: Score, goal: number): string {
  const columns = [score.gold, score.found, score.right].map((count) => String(count).padStart(6)).join('');
  const rates = [score.precision, score.recall, score.f1].map((each) => rate(each).padStart(7)).join('');
  const verdict = score.f1 >= goal ? 'pass' : 'FAIL';
  return `  ${name.padEnd(28)}${columns}${rates}${goal.toFixed(2).padStart(7)}  ${verdict}`;
}

function heading(name: string): string {
  return `\n${name}\n  ${'figure'.padEnd(28)}  gold found right      P      R     F1   goal`;
}

function show(name: string, figures: Figures, kind: 'reference' | 'unseen'): void {
  console.log(heading(name));
  for (const figure of FIGURES) {
    const score = figures[figure];
    if (score) console.log(line(GOALS[figure].is, score, GOALS[figure][kind]));
  }
}

function showMisses(figures: Figures, text: string): void {
  for (const figure of FIGURES) {
    const marks = [
      ...(figures[figure]?.misses ?? []).map((each) => ({ ...each, sign: '−' })),
      ...(figures[figure]?.surplus ?? []).map((each) => ({ ...each, sign: '+' })),
    ].sort((one, other) => one.span[0] - other.span[0]);
    for (const { sign, span, what } of marks) {
      const place = text.slice(...span).replace(/\s+/g, ' ');
      const shown = what === place ? what : `${what} «${place}»`;
      console.log(`    ${sign} ${figure} ${span[0]}–${span[1]} ${shown}`);
    }
  }
}

function judged(document: Annotated, compile: Compile, kind: 'reference' | 'unseen'): Figures {
  return judgedAs(document.name, document.gold, compile(document.text, document.name), kind);
}

function judgedAs(name: string, gold: Gold, compiled: Compiled, kind: 'reference' | 'unseen'): Figures {
  const { text } = compiled.source;
  const figures = scoreDocument(gold, compiled);
  show(`${name} (${text.length} characters)`, figures, kind);
  if (withMisses) showMisses(figures, text);
  const wrong = unverified(compiled);
  console.log(`  ${'fields that do not verify'.padEnd(28)}${String(wrong.length).padStart(12)}`);
  for (const { what, span } of wrong.slice(0, withMisses ? wrong.length : 3)) {
    console.log(`    ! ${span[0]}–${span[1]} ${what}`);
  }
  if (wrong.length > 0) process.exitCode = 1;
  return figures;
}

async function examples(): Promise<void> {
  const all: Figures[] = [];
  for (const { name, file, gold } of exampleFiles().filter((one) => chosen(one.name))) {
    all.push(judgedAs(name, gold, await compileFile(file), 'unseen'));
  }
  if (all.length > 1) show(`all ${all.length} examples of our own together`, sumOf(all), 'unseen');
}

async function main(): Promise<void> {
  console.log(`accuracy on ${machine()}`);
  await examples();
  const reference = referenceDocument();
  if (!reference) {
    console.log(
      `The real documents are not at hand (${corpusFolder()}): only our own examples were measured.`,
    );
    return;
  }
  const compile = await builtCompiler();
  if (chosen(reference.name)) {
    const missed = goalsMissed(judged(reference, compile, 'reference'), 'reference');
    if (missed.length > 0) process.exitCode = 1;
  }
  const { documents, absent } = annotatedDocuments();
  const shown = documents.filter((one) => chosen(one.name));
  const sums = sumOf(shown.map((one) => judged(one, compile, 'unseen')));
  if (shown.length > 1) show(`all ${shown.length} development documents together`, sums, 'unseen');
  for (const { document } of absent) console.log(`\n${document}: the document is not in the corpus.`);
  console.log('\ncontrol documents (goal: no items)');
  for (const { name, text } of controlDocuments().filter((one) => chosen(one.name))) {
    const found = compile(text, name).items.length;
    console.log(`  ${name.padEnd(28)}${String(found).padStart(12)}  ${found === 0 ? 'pass' : 'FAIL'}`);
    if (found > 0) process.exitCode = 1;
  }
}

await main();
