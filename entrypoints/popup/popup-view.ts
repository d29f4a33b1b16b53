/** Where a person is in the popup, and how they get on and back. Pure. */

export type HomeTab = 'page' | 'topics';

export type View =
  | { at: 'home'; tab: HomeTab }
  | { at: 'results'; query: string }
  | { at: 'topic'; id: string }
  | { at: 'entry'; id: string };

export interface Place {
  view: View;
  /** The views that Back leads to, nearest last. */
  trail: View[];
}

export type Step =
  | { kind: 'search'; query: string }
  | { kind: 'choose-tab'; tab: HomeTab }
  | { kind: 'open-topic'; id: string }
  | { kind: 'open-entry'; id: string }
  | { kind: 'back' };

export const START: Place = { view: { at: 'home', tab: 'page' }, trail: [] };

/**
 * Takes one step. A query opens the results over whatever is shown and changes them while they are open;
 * an emptied query leaves them as Back would. Opening what is already open stays.
 */
export function takeStep(place: Place, step: Step): Place {
  const { view, trail } = place;
  switch (step.kind) {
    case 'search':
      if (step.query.trim() === '' && view.at === 'results') return back(place);
      // A blank in the empty field is no search yet.
      if (step.query.trim() === '') return place;
      if (view.at === 'results') return { view: { at: 'results', query: step.query }, trail };
      return onTo(place, { at: 'results', query: step.query });
    case 'choose-tab':
      return view.at === 'home' ? { view: { at: 'home', tab: step.tab }, trail } : place;
    case 'open-topic':
      return view.at === 'topic' && view.id === step.id ? place : onTo(place, { at: 'topic', id: step.id });
    case 'open-entry':
      return view.at === 'entry' && view.id === step.id ? place : onTo(place, { at: 'entry', id: step.id });
    case 'back':
      return back(place);
  }
}

function onTo({ view, trail }: Place, next: View): Place {
  return { view: next, trail: [...trail, view] };
}

function back(place: Place): Place {
  const view = place.trail.at(-1);
  return view === undefined ? place : { view, trail: place.trail.slice(0, -1) };
}
