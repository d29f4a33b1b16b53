/** How much is measured: enough for figures that count, or little, to see that everything works. */
export interface Effort {
  /** Samples of things that take milliseconds. */
  rounds: number;
  /** Samples of things that take a second or need a page of their own. */
  slowRounds: number;
  /** A sample of quick work is repeated until it lasts this long, in milliseconds. */
  leastMs: number;
  /** How long quick work runs before it is measured, in milliseconds; compilers work beside it. */
  warmUpMs: number;
  /** Frames of one look at a page that changes in each. */
  frames: number;
  /** The page of 10 MB, which takes a minute by itself. */
  withHugePage: boolean;
}

export const FULL_EFFORT: Effort = {
  rounds: 21,
  slowRounds: 5,
  leastMs: 10,
  warmUpMs: 1000,
  frames: 40,
  withHugePage: true,
};
export const QUICK_EFFORT: Effort = {
  rounds: 7,
  slowRounds: 2,
  leastMs: 4,
  warmUpMs: 400,
  frames: 20,
  withHugePage: false,
};
