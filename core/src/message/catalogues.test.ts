import { describe, expect, it } from 'vitest';
import { CATALOGUES, type Code, gist, sentence } from './index.ts';

const codes = Object.keys(CATALOGUES['zh-CN']) as Code[];
const placesOf = (text: string) => [...new Set(text.match(/\{[A-Za-z]+\}/g))].sort();

it('both languages know the same codes', () => {
  expect(Object.keys(CATALOGUES.en).sort()).toEqual([...codes].sort());
  expect(codes.length).toBeGreaterThan(80);
});

describe.each(codes)('%s', (code) => {
  it('says the same in both languages, with the same parameters', () => {
    expect(placesOf(CATALOGUES.en[code])).toEqual(placesOf(CATALOGUES['zh-CN'][code]));
  });

  it('is Chinese in Chinese and English in English', () => {
    expect(CATALOGUES.en[code]).not.toMatch(/[，。；：！？]/u);
    expect(CATALOGUES.en[code].trim()).not.toBe('');
    expect(CATALOGUES['zh-CN'][code]).toMatch(/[\u4e00-\u9fff]/u);
    expect(CATALOGUES['zh-CN'][code]).not.toMatch(/[\u4e00-\u9fff],|[\u4e00-\u9fff];/u);
  });
});

it('puts parameters in, in either language', () => {
  expect(sentence('file/folder', { name: '要点' })).toContain('“要点/*.docx”');
  expect(sentence('file/folder', { name: 'plans' }, 'en')).toContain('“plans” is a folder');
});

it('takes a value for what it is, whatever stands in it', () => {
  expect(sentence('file/not-found', { name: '{name}$&' })).toContain('“{name}$&”');
});

it('hides neither an unknown code nor a missing parameter', () => {
  expect(sentence('file/no-such-code')).toBe('file/no-such-code');
  expect(sentence('file/not-found')).toContain('{name}');
});

it('gives the gist without parameters', () => {
  expect(gist('file/not-found', 'en')).toContain('“…”');
});
