import { ownCopy } from './signs.ts';

/** No name of a unit is longer; answers about longer stretches are not kept. */
export const LONGEST_KEPT = 80;
const MOST_KEPT = 2048;

/** The same question, its answers kept: documents say the same names over and over. */
export function kept<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    if (name.length > LONGEST_KEPT) return ask(name);
    if (answers.size >= MOST_KEPT) answers.clear();
    const own = ownCopy(name);
    const answer = ask(own);
    answers.set(own, answer);
    return answer;
  };
}
