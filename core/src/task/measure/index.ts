export { measuresIn } from './measures.ts';
export { type Verb, type VerbClass, verbAt } from './verb.ts';
