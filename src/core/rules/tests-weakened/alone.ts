import type { Side, Spot } from '../../spots.ts';
import { runsAlone } from '../../syntax/test-runners.ts';

/** Tests and suites that are run alone: all others are switched off by them. */
export const runAlone = ({ facts }: Side): readonly Spot[] =>
  (facts?.uses ?? [])
    .filter(({ written }) => runsAlone(written))
    .map(({ place, written }) => ({
      place: { line: place.line, column: place.column },
      symbol: '',
      text: written,
      message: `${written} runs this alone: all other tests of the file are switched off.`,
    }));
