/*
 * A process that judges changes for another one: each message is a change and the policy to judge it by, each answer what was
 * found. It ends with the one that started it.
 */
import type { Finding, Policy } from '#core';
import { stopStopwatch } from '../../test/without-stopwatch.ts';
import { judgeTexts, type TextChange } from './judge-texts.ts';

export interface Asked {
  readonly policy: Policy;
  readonly change: TextChange;
}

export type Answered = readonly Finding[];

// Loaded after this: the scanner of secrets measures itself, and goes through all earlier marks with each scan.
stopStopwatch();

process.on('message', ({ policy, change }: Asked) => {
  void judgeTexts(policy, change).then((findings) => process.send?.(findings satisfies Answered));
});
