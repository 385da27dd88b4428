import { CATALOGUES } from '@luodi/core/message';
import { expect, it } from 'vitest';
import { english } from './en.ts';
import { chinese } from './zh-CN.ts';

const WORDS = { 'zh-CN': chinese, en: english } as const;
const placesOf = (text: string) => [...new Set(text.match(/\{[A-Za-z]+\}/g))].sort();

it.each(Object.keys(chinese) as (keyof typeof chinese)[])(
  '%s takes the same parameters in both languages',
  (word) => {
    expect(placesOf(english[word])).toEqual(placesOf(chinese[word]));
  },
);

it.each(['zh-CN', 'en'] as const)(
  'acts and states are called on screens what the rules call them: %s',
  (language) => {
    const words = WORDS[language] as Readonly<Record<string, string>>;
    const called = Object.entries(CATALOGUES[language]).filter(([code]) =>
      /^assignment-(act|state)\//.test(code),
    );
    expect(called.length).toBeGreaterThan(20);
    for (const [code, sentence] of called) {
      const [kind, name] = code.split('/');
      expect(words[`${kind === 'assignment-act' ? 'act' : 'state-of'}.${name}`], code).toBe(sentence);
    }
  },
);

it('English words are English, Chinese ones Chinese', () => {
  for (const [word, text] of Object.entries(english)) expect(text, word).not.toMatch(/[\u4e00-\u9fff]/u);
  for (const [word, text] of Object.entries(chinese)) {
    if (/^comparator\./.test(word)) continue;
    expect(text.replace(/\{[A-Za-z]+\}/g, '').replace(/SM3/g, ''), word).toMatch(/[\u4e00-\u9fff]/u);
  }
});
