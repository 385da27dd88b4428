import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visible, visibleJson } from './visible.ts';

it('shows an escape sequence instead of sending it', () => {
  expect(visible('a\u001b[31mb\u0007')).toBe('a␛[31mb␇');
  expect(visible('\u009b2J\u007f\u202e')).toBe('⟨009B⟩2J␡⟨202E⟩');
});

it('keeps line ends only when told to', () => {
  expect(visible('a\nb')).toBe('a␊b');
  expect(visible('a\nb\r', 'lines')).toBe('a\nb␍');
});

it('never lets a control character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const character of visible(text)) {
        const code = character.codePointAt(0) as number;
        expect(code >= 0x20 && (code < 0x7f || code > 0x9f)).toBe(true);
      }
    }),
  );
});

it('leaves the value of JSON as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = visibleJson(JSON.stringify({ text }));
      expect(JSON.parse(json)).toEqual({ text });
      expect(visible(json)).toBe(json);
    }),
  );
});
