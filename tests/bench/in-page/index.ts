/** Everything that the bench calls in a page, under one name of the page's own world. */
import { timeBootstrap } from './bootstrap';
import { countKeptAlive, countPainted, forgetRemoved, replaceRows, setStyle, timeChanges } from './changes';
import { frameGaps, pause, timeFrames } from './frames';
import { countHits, countMarks, markPage, pointsInTurn, scrollToPart, unmarkPage } from './marking';
import { calibrate, collectGarbage, mixNumbers } from './rounds';
import {
  bareWalk,
  coldBareWalk,
  coldScan,
  describePage,
  readyIndex,
  unpackIndex,
  regExpWalk,
  scansAfterCollection,
  scansBesideMarkJs,
  scansBesideRegExp,
  scansWithIndexes,
  touchWalk,
  warmScans,
} from './scans';
import { typeQueries } from './typing';

/** The baseline loops as they are run, for the report. */
function baselineSources(): Record<string, string> {
  return {
    bareWalk: bareWalk.toString(),
    touchWalk: touchWalk.toString(),
    regExpWalk: regExpWalk.toString(),
    mixNumbers: mixNumbers.toString(),
  };
}

const pageBench = {
  baselineSources,
  calibrate,
  coldBareWalk,
  coldScan,
  collectGarbage,
  countHits,
  countKeptAlive,
  countMarks,
  countPainted,
  describePage,
  forgetRemoved,
  frameGaps,
  markPage,
  pause,
  pointsInTurn,
  readyIndex,
  unpackIndex,
  replaceRows,
  scansAfterCollection,
  scansBesideMarkJs,
  scansBesideRegExp,
  scansWithIndexes,
  scrollToPart,
  setStyle,
  timeBootstrap,
  timeChanges,
  timeFrames,
  typeQueries,
  unmarkPage,
  warmScans,
};
export type PageBench = typeof pageBench;

Object.assign(globalThis, { glossaryBench: pageBench });
