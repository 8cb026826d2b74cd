// The order of work of CAIO's profile on a small repository: five phases, each with what it leaves behind for the module `cost`.

/** The sections of a policy that hold code in `src` back until phase 5, and code in `lab` until phase 3. */
export const fivePhases: readonly string[] = [
  'phases:',
  '  - id: ma',
  '    title: Mathematical Autopsy',
  '    because: Code comes after its phases (Profile, Enforcement).',
  '    steps:',
  '      - id: intent',
  '        title: Intent',
  '        artefacts:',
  "          - { kind: document, title: Problem statement, path: docs/math/CALCULUS.md, section: 'Intent {name}' }",
  '      - id: foundation',
  '        title: Foundation',
  '        artefacts:',
  "          - { kind: document, title: Equation, path: docs/math/CALCULUS.md, section: 'Equation {name}', says: '=' }",
  '      - id: lemma',
  '        title: Lemma',
  '        artefacts:',
  "          - { kind: invariant, path: 'invariants/INV-*.yaml', fields: [id, statement, telemetry.metric], entries: [{ at: modules, names: '{name}' }] }",
  "          - { kind: lemma, path: docs/math/LEMMAS.md, section: 'Lemma {name}' }",
  "          - { kind: index, path: invariants/INDEX.yaml, entries: [{ at: invariants.*.module, names: '{name}' }] }",
  '      - id: verification',
  '        title: Verification',
  '        artefacts:',
  "          - { kind: notebook, path: 'notebooks/verify_{name}.ipynb', cell: '^# VERIFY:L[0-9]' }",
  "          - { kind: result, path: 'configs/generated/{name}_verification.json' }",
  '      - id: ci',
  '        title: CI',
  '        artefacts:',
  "          - { kind: plan, path: configs/generated/notebook_plan.json, entries: [{ at: notebooks, names: 'verify_{name}.ipynb' }] }",
  "          - { kind: invariant, title: Invariant accepted, path: 'invariants/INV-*.yaml', entries: [{ at: modules, names: '{name}' }], status: { is: [accepted] } }",
  "          - { kind: lemma, title: Lemma revised, path: docs/math/LEMMAS.md, section: 'Lemma {name}', says: '^Status: Rev [0-9]' }",
  '    code:',
  "      - { when: 'src/**/{name}.py', except: ['**/__init__.py'], after: 5 }",
  "      - { when: 'lab/{name}.py', after: 3 }",
  "    trivial: { lines: 3, files: 1, never: ['src/calculus/**'] }",
];

const invariant = (status: string): string =>
  `id: INV-0001\nstatus: ${status}\nstatement: A cost is never negative.\ntelemetry:\n  metric: cost\nmodules:\n  - cost\n`;

/** What each phase leaves behind for the module `cost`, by the path. */
export const leavings: readonly Readonly<Record<string, string>>[] = [
  { 'docs/math/CALCULUS.md': '# Calculus\n\n## Intent cost\n\nWhat a route costs, and for whom.\n' },
  {
    'docs/math/CALCULUS.md':
      '# Calculus\n\n## Intent cost\n\nWhat a route costs, and for whom.\n\n## Equation cost\n\nc = a + b\n',
  },
  {
    'invariants/INV-0001.yaml': invariant('draft'),
    'invariants/INDEX.yaml': 'invariants:\n  - { id: INV-0001, module: cost }\n',
    'docs/math/LEMMAS.md': '# Lemmas\n\n## Lemma cost\n\nStatus: Draft\n\nIt holds.\n',
  },
  {
    'notebooks/verify_cost.ipynb':
      '{ "cells": [{ "cell_type": "code", "source": ["# VERIFY:L1\\n", "assert cost(1) >= 0\\n"] }] }\n',
    'configs/generated/cost_verification.json': '{ "passed": true }\n',
  },
  {
    'configs/generated/notebook_plan.json': '{ "notebooks": ["notebooks/verify_cost.ipynb"] }\n',
    'invariants/INV-0001.yaml': invariant('accepted'),
    'docs/math/LEMMAS.md': '# Lemmas\n\n## Lemma cost\n\nStatus: Rev 1.0\n\nIt holds.\n',
  },
];
