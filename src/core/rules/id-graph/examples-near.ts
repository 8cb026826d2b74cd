import type { Example } from '../../rule-kind.ts';

const yaml = { files: ['invariants/INV-*.yaml'], where: 'value', at: 'id' };
export const index = { files: ['invariants/INDEX.yaml'], where: 'value', at: 'invariants.*.id', complete: true };
export const lemmas = { files: ['docs/lemmas.md'], where: 'heading' };
export const invariants = (...refers: readonly unknown[]) => ({
  kinds: [{ name: 'invariant', id: 'INV-\\d{4}', defines: [yaml], refers }],
});
export const evals = {
  kinds: [
    {
      name: 'eval',
      id: 'EVAL-\\d+',
      defines: [{ files: ['evals.json'], where: 'value', at: 'evals.*.id', except: { at: 'state', is: ['UNREADY'] } }],
      refers: [{ files: ['docs/*.md'], where: 'line' }],
    },
  ],
};
export const evidence = {
  kinds: [
    {
      name: 'evidence',
      id: 'EVID-\\d+',
      defines: [{ files: ['docs/evidence.md'], where: 'column', at: 'ID' }],
      refers: [
        { files: ['docs/report.md'], where: 'link', id: '#(evid-\\d+)' },
        { files: ['docs/report.md'], where: 'line' },
      ],
    },
  ],
};
export const plan = {
  kinds: [
    {
      name: 'lemma',
      id: 'L\\d+',
      defines: [{ files: ['notebooks/*.ipynb'], where: 'file-name', id: 'verify_(L\\d+)' }],
      refers: [{ files: ['plan.toml'], where: 'value', at: 'notebooks.~' }],
    },
  ],
};
export const one = 'id: INV-0001\n';
export const listed = (...ids: readonly string[]): string =>
  `invariants:\n${ids.map((id) => `  - id: ${id}\n`).join('')}`;

/** What must not be found. */
export const nearMisses: readonly Example[] = [
  {
    title: 'an invariant comes with its line in the index',
    with: invariants(index),
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
    after: {
      'invariants/INV-1.yaml': one,
      'invariants/INV-2.yaml': 'id: INV-0002\n',
      'invariants/INDEX.yaml': listed('INV-0001', 'INV-0002'),
    },
  },
  {
    title: 'an invariant goes with its line in the index',
    with: invariants(index),
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
    after: { 'invariants/INDEX.yaml': listed() },
  },
  {
    title: 'what was wrong before stays wrong, below a new line and in a file that moves',
    with: invariants(index, { files: ['docs/*.md'], where: 'line' }),
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0003'), 'docs/a.md': 'INV-0004\n' },
    renamed: { 'docs/b.md': 'docs/a.md' },
    after: {
      'invariants/INV-1.yaml': `# One\n${one}`,
      'invariants/INDEX.yaml': listed('INV-0003'),
      'docs/b.md': 'INV-0004\n',
    },
  },
  {
    title: 'a reference to what there is not moves to another file',
    with: evals,
    before: { 'docs/a.md': 'One.\n\nEVAL-9\n' },
    after: { 'docs/a.md': 'One.\n', 'docs/b.md': 'Two.\n\nEVAL-9\n' },
  },
  {
    title: 'ids in a comment, in a code block, and one that a link writes in small letters',
    with: evidence,
    before: { 'docs/evidence.md': '| ID |\n|---|\n| EVID-1 |\n' },
    after: {
      'docs/evidence.md': '| ID |\n|---|\n| EVID-1 |\n',
      'docs/report.md': '<!-- EVID-2 -->\n\n```text\nEVID-3\n```\n\nWrite `[it](#evid-1)` for [it](#evid-1).\n',
    },
  },
  {
    title: 'a part of a longer word is no id',
    with: evals,
    before: { 'docs/a.md': 'One.\n' },
    after: { 'docs/a.md': 'PREVAL-1 and EVAL-1st.\n' },
  },
  {
    title: 'a place need not be complete',
    with: invariants({ ...index, complete: false }),
    before: { 'invariants/INDEX.yaml': listed() },
    after: { 'invariants/INDEX.yaml': listed(), 'invariants/INV-1.yaml': one },
  },
  {
    title: 'an id in another key, and in a file that is not looked at',
    with: invariants(index),
    before: { 'invariants/INDEX.yaml': listed() },
    after: { 'invariants/INDEX.yaml': `${listed()}next: INV-0009\n`, 'docs/lemmas.md': '# INV-0008\n' },
  },
  {
    title: 'two places may define an id between them',
    with: {
      kinds: [
        {
          name: 'invariant',
          id: 'INV-\\d{4}',
          defines: [yaml, { files: ['invariants/INV-*.yaml'], where: 'file-name' }],
          refers: [index],
        },
      ],
    },
    before: {},
    after: { 'invariants/INV-0001.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
  },
  {
    title: 'what is wrong outside of the rule’s place',
    with: evals,
    in: ['evals.json'],
    before: { 'evals.json': '{ "evals": [{ "id": "EVAL-1" }] }\n', 'docs/a.md': 'EVAL-1\n' },
    after: { 'evals.json': '{ "evals": [] }\n', 'docs/a.md': 'EVAL-1\n' },
  },
  {
    title: 'a notebook comes with its plan, in a table with bars in its cells',
    with: plan,
    before: { 'plan.toml': '[notebooks]\n' },
    after: { 'plan.toml': '[notebooks]\nL1 = true\n', 'notebooks/verify_L1.ipynb': '{ "cells": [] }\n' },
  },
];
