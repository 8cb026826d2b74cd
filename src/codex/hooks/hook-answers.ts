import { hookEvents, type HookAnswer, type HookEvent } from '#app';

/* What Codex takes from its hooks, one JSON value. Apart from what it says to them: who only passes it on reads none of it. */

/** The events by the name that Codex gives them. */
export const hookNames = {
  'session-start': 'SessionStart',
  'user-prompt-submit': 'UserPromptSubmit',
  'pre-tool-use': 'PreToolUse',
  'post-tool-use': 'PostToolUse',
  stop: 'Stop',
} as const satisfies Record<HookEvent, string>;

/** The event of a name, in our spelling or in that of Codex; undefined for any other. */
export const hookEventOf = (name: string): HookEvent | undefined =>
  hookEvents.find((event) => event === name || hookNames[event] === name);

/** What Codex reads as a no; it takes a prompt, the result of a tool and the end of a turn back in another way than a tool. */
const refusal = (event: HookEvent, reason: string): object =>
  event === 'pre-tool-use'
    ? {
        hookSpecificOutput: {
          hookEventName: hookNames[event],
          permissionDecision: 'deny',
          permissionDecisionReason: reason,
        },
      }
    : { decision: 'block', reason };

/** An answer as Codex reads it on stdout; empty: it goes on. */
export const writeHookAnswer = (event: HookEvent, { refuse, tell }: HookAnswer): string => {
  if (refuse !== undefined) return `${JSON.stringify(refusal(event, refuse))}\n`;
  // Who has ended is told nothing.
  if (tell === undefined || event === 'stop') return '';
  return `${JSON.stringify({ hookSpecificOutput: { hookEventName: hookNames[event], additionalContext: tell } })}\n`;
};
