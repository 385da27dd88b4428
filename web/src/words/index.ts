import { createContext, useContext } from 'react';
import { english } from './en.ts';
import { chinese } from './zh-CN.ts';

export type Language = 'zh-CN' | 'en';
export type Word = keyof typeof chinese;
/** One language; a word that is missing does not compile. */
export type Words = Readonly<Record<Word, string>>;

const LANGUAGES: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, en: english };

export type Say = (word: Word, parameters?: Readonly<Record<string, string | number>>) => string;

/** The words of a language, parameters put in. */
export function sayIn(language: Language): Say {
  const words = LANGUAGES[language];
  return (word, parameters = {}) =>
    // A word that is newer than these screens is shown as it came.
    (words[word] ?? word).replace(/\{([A-Za-z]+)\}/g, (place, name: string) =>
      String(parameters[name] ?? place),
    );
}

export const LanguageContext = createContext<Language>('zh-CN');

/** What to call things on the screen at hand. */
export function useWords(): { readonly language: Language; readonly say: Say } {
  const language = useContext(LanguageContext);
  return { language, say: sayIn(language) };
}
