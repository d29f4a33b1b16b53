import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { BackgroundRequest, FrameReport, FrameRequest } from '../../shared/messages';

const subject = {
  mark: 7,
  text: 'gout',
  meaning: { entries: ['gout'], certainty: 'sure', cues: [] },
  onDark: false,
  rectangles: [{ x: 1, y: 2, width: 30, height: 12 }],
};

const toBackground = [
  { kind: 'start-engine' },
  { kind: 'site-state' },
  { kind: 'bring-words' },
  { kind: 'read-entries', ids: ['gout', 'hip'] },
  { kind: 'bring-card', to: 'top' },
  { kind: 'show-card', subject, opening: 'hover' },
  { kind: 'leave-card' },
  { kind: 'lose-word' },
  { kind: 'close-card' },
  { kind: 'card-closed', frame: 3, mark: 7, giveFocusBack: true },
  { kind: 'explain-tab', tab: 5 },
];
const toFrame = [
  { kind: 'walk', direction: 'next', enter: false },
  { kind: 'explain' },
  { kind: 'go-to-mark', mark: 7 },
  { kind: 'show-card', subject, opening: 'focused', frame: 3, child: 0 },
  { kind: 'leave-card', frame: 3 },
  { kind: 'lose-word', frame: 3 },
  { kind: 'close-card', frame: 3 },
  { kind: 'card-closed', mark: 7, giveFocusBack: false },
];

/** Each message without one of its fields. */
function lacking(messages: Record<string, unknown>[]): [string, string, Record<string, unknown>][] {
  return messages.flatMap((message) =>
    Object.keys(message).map((missing): [string, string, Record<string, unknown>] => [
      String(message['kind']),
      missing,
      Object.fromEntries(Object.entries(message).filter(([name]) => name !== missing)),
    ]),
  );
}

const unknown = [
  { kind: 'read-history' },
  { kind: '' },
  { kind: null },
  { ids: ['gout'] },
  {},
  [],
  null,
  undefined,
  'start-engine',
  7,
];

describe('a message to the background', () => {
  it.each(toBackground)('of kind "$kind" is read', (message) => {
    expect(v.parse(BackgroundRequest, message)).toEqual(message);
  });
  it.each(unknown)('is refused where it is %j', (message) => {
    expect(v.is(BackgroundRequest, message)).toBe(false);
  });
  it.each(lacking(toBackground))('of kind "%s" is refused without "%s"', (_kind, _missing, message) => {
    expect(v.is(BackgroundRequest, message)).toBe(false);
  });
  it('may ask for twenty entries, not for the whole glossary', () => {
    const ids = Array.from({ length: 21 }, (_, i) => `e${i}`);
    expect(v.is(BackgroundRequest, { kind: 'read-entries', ids: ids.slice(1) })).toBe(true);
    expect(v.is(BackgroundRequest, { kind: 'read-entries', ids })).toBe(false);
  });
});

describe('a message to a frame', () => {
  it.each(toFrame)('of kind "$kind" is read', (message) => {
    expect(v.parse(FrameRequest, message)).toEqual(message);
  });
  it.each(unknown)('is refused where it is %j', (message) => {
    expect(v.is(FrameRequest, message)).toBe(false);
  });
  it.each(lacking(toFrame))('of kind "%s" is refused without "%s"', (_kind, _missing, message) => {
    expect(v.is(FrameRequest, message)).toBe(false);
  });
  it('walks forward or back, nowhere else', () => {
    expect(v.is(FrameRequest, { kind: 'walk', direction: 'up', enter: true })).toBe(false);
  });
});

describe('the word that a card is about', () => {
  const show = (change: object): boolean =>
    v.is(BackgroundRequest, { kind: 'show-card', opening: 'hover', subject: { ...subject, ...change } });
  it('has a meaning at least, and one of the known certainties', () => {
    expect(show({ meaning: { entries: [], certainty: 'sure', cues: [] } })).toBe(false);
    expect(show({ meaning: { entries: ['gout'], certainty: 'certain', cues: [] } })).toBe(false);
    expect(show({ meaning: { entries: ['pt', 'patient'], certainty: 'ambiguous', cues: [] } })).toBe(true);
  });
  it('has a place on the page', () => {
    expect(show({ rectangles: [] })).toBe(false);
    expect(show({ rectangles: [{ x: 1, y: 2, width: 30 }] })).toBe(false);
  });
});

describe('what a frame tells of itself', () => {
  const report = {
    path: [0, 2],
    progress: 'settled',
    focused: false,
    current: null,
    words: [{ mark: 1, text: 'gout', entries: ['gout'] }],
  };
  it('is read', () => {
    expect(v.parse(FrameReport, report)).toEqual(report);
  });
  it.each(['path', 'progress', 'focused', 'current', 'words'] as const)(
    'is refused without "%s"',
    (missing) => {
      expect(v.is(FrameReport, { ...report, [missing]: undefined })).toBe(false);
    },
  );
});
