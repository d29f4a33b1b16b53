/**
 * Every message between two parts of the extension, as one schema. Types are inferred; the receiver parses
 * what arrives, so a message from an older version that is still open in a tab is refused, not misread.
 */
import * as v from 'valibot';
import { Entry } from '../glossary/schema';

const Rectangle = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
/** CSS pixels in the viewport of the frame that sends or receives it. */
export type Rectangle = v.InferOutput<typeof Rectangle>;

const Meaning = v.object({
  /** Ids of the entries it can stand for, likeliest first; never empty. */
  entries: v.pipe(v.array(v.string()), v.minLength(1)),
  certainty: v.picklist(['sure', 'likely', 'ambiguous']),
  /** What in the text decided it, in words a person can read; empty where nothing did. */
  cues: v.array(v.string()),
});

/** The word that a card is about, wherever on the tab it stands. */
export const CardSubject = v.object({
  /** Unlike for each mark of the frame; the same while the mark lives. */
  mark: v.number(),
  /** As it stands on the page. */
  text: v.string(),
  meaning: Meaning,
  /** It is written in light ink, so it stands on a dark ground. */
  onDark: v.boolean(),
  /** One rectangle for each line the word takes. */
  rectangles: v.pipe(v.array(Rectangle), v.minLength(1)),
});
export type CardSubject = v.InferOutput<typeof CardSubject>;

/** How the card was asked for: by a resting pointer, by click, tap or list, or by the keyboard. */
const Opening = v.picklist(['hover', 'pinned', 'focused']);
export type Opening = v.InferOutput<typeof Opening>;

const Direction = v.picklist(['next', 'previous']);
export type Direction = v.InferOutput<typeof Direction>;

/** What frames, popup and pages ask of the background. */
export const BackgroundRequest = v.variant('kind', [
  /** A frame has enough text: may it be explained? If so the engine is put into it. */
  v.object({ kind: v.literal('start-engine') }),
  /** The index of all words that can be found. */
  v.object({ kind: v.literal('read-word-index') }),
  /** Is this frame's site on? Asked when a setting changed. */
  v.object({ kind: v.literal('site-state') }),
  /** Words are buttons on this frame's site: put what makes them so into it. */
  v.object({ kind: v.literal('bring-words') }),
  /** The entries of these ids, in this order. */
  v.object({ kind: v.literal('read-entries'), ids: v.pipe(v.array(v.string()), v.maxLength(20)) }),
  /** A card may be opened soon: put what draws it into this frame, or into the top frame, which draws for all. */
  v.object({ kind: v.literal('bring-card'), to: v.picklist(['sender', 'top']) }),
  /** A frame asks the top frame to show a card for one of its words. */
  v.object({ kind: v.literal('show-card'), subject: CardSubject, opening: Opening }),
  /** The pointer left the word of a frame below the top. */
  v.object({ kind: v.literal('leave-card') }),
  /** The word of a frame below the top moved there, or cannot be seen there any more. */
  v.object({ kind: v.literal('lose-word') }),
  /** A frame below the top asks that the card be closed (Esc, outside click, word gone). */
  v.object({ kind: v.literal('close-card') }),
  /** The top frame's card for a word of another frame was closed. */
  v.object({
    kind: v.literal('card-closed'),
    frame: v.number(),
    mark: v.number(),
    giveFocusBack: v.boolean(),
  }),
  /** The popup asks that this tab be explained once, where the person withheld the site. */
  v.object({ kind: v.literal('explain-tab'), tab: v.number() }),
]);
export type BackgroundRequest = v.InferOutput<typeof BackgroundRequest>;

export const SiteState = v.object({
  on: v.boolean(),
  /** Words are buttons there. */
  buttons: v.boolean(),
});
export type SiteState = v.InferOutput<typeof SiteState>;

export const WordIndexAnswer = v.object({
  version: v.number(),
  terms: v.string(),
  words: v.string(),
  tables: v.string(),
});

export type WordIndexAnswer = v.InferOutput<typeof WordIndexAnswer>;

export const EntriesAnswer = v.object({
  entries: v.array(Entry),
  /** Ids the glossary does not know. */
  unknown: v.array(v.string()),
});
export type EntriesAnswer = v.InferOutput<typeof EntriesAnswer>;

export const ShownAnswer = v.object({ shown: v.boolean() });

/**
 * What the background and the popup ask of a frame. A union, since every marked frame carries this schema and a
 * variant weighs 0.9 kB more only to name the fault of a message that is refused in silence.
 */
export const FrameRequest = v.union([
  /** Move to the next or previous word; `enter` begins at the frame's edge. */
  v.object({ kind: v.literal('walk'), direction: Direction, enter: v.boolean() }),
  /** Open the card of the current word and move focus in. */
  v.object({ kind: v.literal('explain') }),
  /** Scroll to this mark and open its card. */
  v.object({ kind: v.literal('go-to-mark'), mark: v.number() }),
  /** Top frame only: show a card for a word of another frame. */
  v.object({
    kind: v.literal('show-card'),
    subject: CardSubject,
    opening: Opening,
    /** The frame the word stands in. */
    frame: v.number(),
    /** Which of the top frame's own frames that is, or is in: the index in `window.frames`. */
    child: v.number(),
  }),
  v.object({ kind: v.literal('leave-card'), frame: v.number() }),
  v.object({ kind: v.literal('lose-word'), frame: v.number() }),
  v.object({ kind: v.literal('close-card'), frame: v.number() }),
  v.object({ kind: v.literal('card-closed'), mark: v.number(), giveFocusBack: v.boolean() }),
]);
export type FrameRequest = v.InferOutput<typeof FrameRequest>;

/**
 * Answer to `walk`, `explain` and `go-to-mark`: false where the frame has no word to go to (no further one in that
 * direction, none at all, or not the one that was asked for any more).
 */
export const MovedAnswer = v.object({ moved: v.boolean() });

/** What a frame tells of itself when it is looked at from outside (see `shared/frames.ts`). */
export const FrameReport = v.object({
  /** Index of each frame among its siblings, from the top down; empty for the top frame. */
  path: v.array(v.number()),
  /**
   * How far the frame is with what was chosen for its site: it has no text yet, it waits for the background, it does
   * what it is to do, or it waited in vain.
   */
  progress: v.picklist(['no-text', 'asking', 'settled', 'lost']),
  /** The frame holds keyboard focus. */
  focused: v.boolean(),
  /** Position in `words` of the mark that the walk stands on, or null. */
  current: v.nullable(v.number()),
  /** Visible words in reading order, one for each mark. */
  words: v.array(v.object({ mark: v.number(), text: v.string(), entries: v.array(v.string()) })),
});
export type FrameReport = v.InferOutput<typeof FrameReport>;
