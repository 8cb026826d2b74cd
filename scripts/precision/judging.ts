/*
 * A process that judges changes for another one: each message is a change and the policy to judge it by, each answer what was
 * found. It ends with the one that started it.
 */
import type { Finding, Policy } from '#core';
import { judgeTexts, type TextChange } from './judge-texts.ts';

export interface Asked {
  readonly policy: Policy;
  readonly change: TextChange;
}

export type Answered = readonly Finding[];

// The scanner of secrets measures itself, and goes through all earlier marks with each scan: half a million after a while. In
// the bundle its stopwatch stands still as well (esbuild.config.mjs).
Object.defineProperty(performance, 'mark', { value: () => undefined });

process.on('message', ({ policy, change }: Asked) => {
  void judgeTexts(policy, change).then((findings) => process.send?.(findings satisfies Answered));
});
