import { expect, it } from 'vitest';
import { inLanguage, mayOf } from './may.ts';

it('is true where nothing stands against it, otherwise code and sentence', () => {
  expect(mayOf(null)).toBe(true);
  expect(mayOf({ code: 'programme/no-such-item', parameters: { id: 't9' } })).toMatchObject({
    ...{ code: 'programme/no-such-item', parameters: { id: 't9' } },
    sentence: expect.stringMatching(/没有编号为 t9 的任务/),
  });
});

it('says every sentence of an answer in another language, and leaves the rest alone', () => {
  const answer = {
    may: { edit: true, confirm: mayOf({ code: 'programme/needs-request' }) },
    rows: [{ code: 'programme/no-items', parameters: null, title: '标题', sentence: '自己写的' }],
    at: new Date(0),
  };
  const english = inLanguage(answer, 'en');
  expect(english.may).toMatchObject({
    edit: true,
    confirm: { sentence: expect.stringMatching(/^[\w ,.;]+/) },
  });
  expect([english.rows[0]?.title, english.at]).toEqual(['标题', answer.at]);
});
