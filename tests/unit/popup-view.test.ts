import { describe, expect, it } from 'vitest';
import { START, takeStep, type Place, type Step } from '../../entrypoints/popup/popup-view';

const walk = (...steps: Step[]): Place => steps.reduce(takeStep, START);

describe('takeStep', () => {
  it('opens results with the first letter and stays in them while the query changes', () => {
    const place = walk({ kind: 'search', query: 'g' }, { kind: 'search', query: 'gout' });
    expect(place).toEqual({ view: { at: 'results', query: 'gout' }, trail: [START.view] });
  });

  it('leaves the results when the query is emptied, to where the person was', () => {
    const topic = walk({ kind: 'choose-tab', tab: 'topics' }, { kind: 'open-topic', id: 'joints' });
    const searched = takeStep(topic, { kind: 'search', query: 'gout' });
    expect(takeStep(searched, { kind: 'search', query: ' ' })).toEqual(topic);
  });

  it('takes blanks in the empty field for no search', () => {
    expect(walk({ kind: 'search', query: '  ' })).toBe(START);
  });

  it('goes back by the way it came, query included', () => {
    const entry = walk(
      { kind: 'search', query: 'gout' },
      { kind: 'open-entry', id: 'gout' },
      { kind: 'open-entry', id: 'uric-acid' },
    );
    const once = takeStep(entry, { kind: 'back' });
    expect(once.view).toEqual({ at: 'entry', id: 'gout' });
    const twice = takeStep(once, { kind: 'back' });
    expect(twice.view).toEqual({ at: 'results', query: 'gout' });
    expect(takeStep(twice, { kind: 'back' })).toEqual(START);
  });

  it('has no way back from the start', () => {
    expect(takeStep(START, { kind: 'back' })).toBe(START);
  });

  it('keeps the chosen tab on the way back from a topic', () => {
    const place = walk(
      { kind: 'choose-tab', tab: 'topics' },
      { kind: 'open-topic', id: 'pain' },
      { kind: 'back' },
    );
    expect(place.view).toEqual({ at: 'home', tab: 'topics' });
  });

  it('does not pile up the entry that is open already', () => {
    const place = walk({ kind: 'open-entry', id: 'gout' });
    expect(takeStep(place, { kind: 'open-entry', id: 'gout' })).toBe(place);
  });

  it('chooses tabs only at home', () => {
    const place = walk({ kind: 'open-entry', id: 'gout' });
    expect(takeStep(place, { kind: 'choose-tab', tab: 'topics' })).toBe(place);
  });
});
