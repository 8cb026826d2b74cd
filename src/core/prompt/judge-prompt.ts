import { findingOfAction } from '../action-finding.ts';
import { promptRule, promptSecret } from '../action-rules.ts';
import type { PromptAction } from '../action.ts';
import type { Finding } from '../finding.ts';
import type { Hash } from '../hash.ts';
import { lintGoal, type GoalLaw } from './lint.ts';
import { redactSecrets, type SecretSpan } from '../redact.ts';

interface PromptCase extends GoalLaw {
  readonly secrets: readonly SecretSpan[];
  readonly hash: Hash;
}

const placeAt = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
};

// Of a word within a conversation nobody asks that it says everything again.
const ofBeginnings = new Set(['empty', 'too-short', 'no-place']);

// The prompt that a task is started with is written by us: what a person wrote of it is its goal.
const goalOf = (text: string): string => /^# Codex task: .*\n[^]*?\n## Goal\n\n([^]*?)\n\n## /.exec(text)?.[1] ?? text;

/** What is wrong with a prompt: secrets in it, and what the policy dislikes. */
export const judgePrompt = (
  { text, follows }: PromptAction,
  { secrets, hash, ...law }: PromptCase,
): readonly Finding[] => {
  const found = secrets.map(({ start, what }, index) =>
    findingOfAction(
      {
        rule: promptSecret,
        message: `What looks like a secret stands here: ${what}.`,
        identity: `${what} ${index}`,
        ...placeAt(text, start),
      },
      hash,
    ),
  );
  // A complaint may quote what it is about.
  const told = goalOf(redactSecrets(text, secrets).text);
  const level = law.policy.prompt.lintLevel === 'block' ? 'block' : 'warn';
  const disliked = lintGoal(told, law)
    .filter(({ id }) => follows !== true || !ofBeginnings.has(id))
    .map(({ id, words, start, because, better }) =>
      findingOfAction(
        { rule: promptRule(id), message: `${because} ${better}`, identity: words, level, ...placeAt(told, start) },
        hash,
      ),
    );
  return [...found, ...disliked];
};
