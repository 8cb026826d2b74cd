import type { Task } from '#core';

export const makeTask = (id: string, goal = 'Keep the promise'): Task => ({
  version: 1,
  id,
  goal,
  mode: 'linter-refactor',
  scope: ['src/**'],
  specs: [{ path: 'SPEC.md', anchor: 'guardrails' }, { path: 'OTHER.md' }],
  pattern: 'fix',
  slots: { file: 'a.py' },
  base: {
    commit: 'a'.repeat(40),
    branch: 'main',
    snapshot: 'b'.repeat(40),
    digestOnly: [{ path: '.env', digest: 'c'.repeat(64) }],
  },
  packDigest: 'd'.repeat(64),
  override: {
    who: 'Ada',
    why: 'the document is being moved',
    problems: [{ item: 'spec', kind: 'missing', message: 'It is not there.', remedy: 'Write it.', path: 'SPEC.md' }],
  },
  law: [{ source: '.codex/governance.yaml', text: 'version: 1\n' }],
  startedAt: '2026-11-21T12:00:00.000Z',
});
