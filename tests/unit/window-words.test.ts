import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIDE, WindowWords } from '../../glossary/window-words';

/** What the codes of a text are to be: each ASCII character itself, all else `WIDE`. */
function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => Math.min(text.charCodeAt(at), WIDE));
}

describe('the codes of a window', () => {
  const words = new WindowWords();
  const read = (text: string): { codes: number[]; wides: number[] } => {
    words.read(text);
    return { codes: [...words.codes.subarray(0, text.length)], wides: words.wides.slice(0, -1) };
  };
  const piece = fc.oneof(
    fc.constantFrom(
      'gout ',
      'hip',
      '’',
      '\u00a0',
      '–',
      'é',
      '骨',
      '😀',
      '\ud83d',
      '\ude00',
      '\uffff',
      '\u0080',
    ),
    fc.string({ unit: 'binary' }),
  );

  it('stand where its code units stand, whatever characters these are', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const expected = codesOf(text);
        const wides = expected.flatMap((code, at) => (code === WIDE ? [at] : []));
        expect(read(text)).toEqual({ codes: expected, wides });
      }),
      { numRuns: 2000 },
    );
  });
});
