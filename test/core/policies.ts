import type { Budget } from '../../src/core/budget.ts';
import type { Mode } from '../../src/core/mode.ts';
import type { ContextItem, Policy, PromptLaw } from '../../src/core/policy/policy.ts';
import type { Rule } from '../../src/core/rule-kind.ts';

/* Small policies to start a test from: everything empty but what the test is about. */

export const aBudget = (parts: Partial<Budget> & Pick<Budget, 'measure' | 'limit'>): Budget => ({
  counts: ['code', 'test', 'docs', 'data'],
  level: 'block',
  because: 'Small changes are read.',
  ...parts,
});

export const aMode = (parts: Partial<Mode> = {}): Mode => ({
  id: 'fix',
  title: 'Fix',
  label: 'Fix',
  goal: 'Mend one fault.',
  budgets: [],
  writes: { allow: [], deny: [] },
  reads: { deny: [] },
  commands: { allow: [], deny: [] },
  duties: [],
  context: [],
  contextTokens: 10_000,
  instructions: [],
  specRequired: false,
  because: '',
  ...parts,
});

export const anItem = (parts: Partial<ContextItem> & Pick<ContextItem, 'id' | 'path'>): ContextItem => ({
  title: parts.id,
  rank: 1,
  modes: [],
  ...parts,
});

export const aRule = (parts: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  kind: 'protected-path',
  in: [],
  except: [],
  modes: [],
  with: {},
  level: 'block',
  because: 'It is so.',
  ...parts,
});

export const aPrompt = (parts: Partial<PromptLaw> = {}): PromptLaw => ({
  lintLevel: 'warn',
  avoid: [],
  patterns: [],
  guards: [],
  stopWhen: [],
  doneWhen: [],
  ...parts,
});

export const aPolicy = (parts: Partial<Policy> = {}): Policy => ({
  title: 'Test',
  codex: 'active',
  modeRequired: false,
  classes: [],
  budgets: [],
  roles: [],
  modes: [],
  contextTokens: 10_000,
  context: [],
  prompt: aPrompt(),
  run: { limits: { minutes: 60 }, corrections: 2 },
  rules: [],
  gates: [],
  phases: [],
  acceptance: [],
  results: [],
  origins: new Map(),
  sources: ['.codex/governance.yaml'],
  ...parts,
});
