import type { Parameters } from '@luodi/core/base';
import { type Language, sentence } from '@luodi/core/message';

/** 可否: what an act would come to for this person: `true`, or why not, with the sentence for the greyed button. */
export type May =
  | true
  | { readonly code: string; readonly parameters: Parameters; readonly sentence: string };

/** What stands against an act, as views tell it. In Chinese; `inLanguage` says it in another. */
export function mayOf(reason: { readonly code: string; readonly parameters?: Parameters } | null): May {
  if (reason === null) return true;
  const { code, parameters = {} } = reason;
  return { code, parameters, sentence: sentence(code, parameters) };
}

/** An answer with every sentence that stands beside its code and parameters in another language. */
export function inLanguage<T>(answer: T, language: Language): T {
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer;
  if (Array.isArray(answer)) return answer.map((one) => inLanguage(one, language)) as T;
  const told = Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, inLanguage(value, language)]),
  );
  const { code, parameters } = told;
  if (typeof code === 'string' && typeof told.sentence === 'string' && typeof parameters === 'object')
    told.sentence = sentence(code, (parameters ?? {}) as Parameters, language);
  return told as T;
}
