import type { Example } from '../../rule-kind.ts';
import { index, lemmas, invariants, evals, evidence, plan, one, listed, nearMisses } from './examples-near.ts';

const objections: readonly Example[] = [
  {
    title: 'an index lists what there is not',
    with: invariants(index),
    guard: 'Every id of invariant (`INV-\\d{4}`) has to resolve, both ways.',
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
    after: {
      'invariants/INV-1.yaml': one,
      'invariants/INDEX.yaml': listed(
        'INV-0001',
        'INV-0002    ← INV-0002 is referred to here, and there is no such invariant.',
      ),
    },
  },
  {
    title: 'an invariant that its index does not list',
    with: invariants(index),
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
    after: {
      'invariants/INV-1.yaml': one,
      'invariants/INDEX.yaml': listed('INV-0001'),
      'invariants/INV-2.yaml':
        'title: Two\nid: INV-0002    ← INV-0002 is defined here, and does not stand in invariants/INDEX.yaml.\n',
    },
  },
  {
    title: 'an id is taken out of the index, and its file is left alone',
    with: invariants(index),
    before: { 'invariants/INV-1.yaml': one, 'invariants/INDEX.yaml': listed('INV-0001') },
    after: {
      'invariants/INV-1.yaml':
        'id: INV-0001    ← INV-0001 is defined here, and does not stand in invariants/INDEX.yaml.\n',
      'invariants/INDEX.yaml': listed(),
    },
  },
  {
    title: 'a definition goes, and a lemma is left alone',
    with: invariants({ ...lemmas, complete: true }),
    before: { 'invariants/INV-1.yaml': one, 'docs/lemmas.md': '# Lemmas\n\n## Lemma of `INV-0001`\n' },
    after: {
      'docs/lemmas.md':
        '# Lemmas\n\n## Lemma of `INV-0001`    ← INV-0001 is referred to here, and there is no such invariant.\n',
    },
  },
  {
    title: 'the same id twice, told where it was written',
    with: invariants(lemmas),
    before: { 'invariants/INV-2.yaml': one },
    after: {
      'invariants/INV-1.yaml': 'id: INV-0001    ← INV-0001 is the id of another invariant already.\n',
      'invariants/INV-2.yaml': one,
    },
  },
  {
    title: 'a document that cannot be read defines nothing',
    with: invariants(lemmas),
    before: { 'invariants/INV-1.yaml': one, 'docs/lemmas.md': '# INV-0001\n' },
    after: {
      'invariants/INV-1.yaml': 'id: [INV-0001\n',
      'docs/lemmas.md': '# INV-0001    ← INV-0001 is referred to here, and there is no such invariant.\n',
    },
  },
  {
    title: 'a longer id is another one',
    with: evals,
    before: { 'evals.json': '{ "evals": [{ "id": "EVAL-1" }] }\n' },
    after: {
      'evals.json': '{ "evals": [{ "id": "EVAL-1" }] }\n',
      'docs/a.md': 'Runs EVAL-12 and EVAL-1.    ← EVAL-12 is referred to here, and there is no such eval.\n',
    },
  },
  {
    title: 'an eval that is not ready may not be referred to',
    with: evals,
    before: {
      'evals.json': '{ "evals": [{ "id": "EVAL-1", "state": "READY" }, { "id": "EVAL-2", "state": "UNREADY" }] }\n',
    },
    after: {
      'evals.json': '{ "evals": [{ "id": "EVAL-1", "state": "READY" }, { "id": "EVAL-2", "state": "UNREADY" }] }\n',
      'docs/a.md': 'EVAL-1\nEVAL-2    ← EVAL-2 is referred to here, and there is no such eval.\n',
    },
  },
  {
    title: 'evidence in a link and in a line, and a cell of another column',
    with: evidence,
    before: { 'docs/evidence.md': '| Note | ID |\n|---|---|\n| EVID-2 | EVID-1 |\n\nEVID-3 | no table\n' },
    after: {
      'docs/evidence.md': '| Note | ID |\n|---|---|\n| EVID-2 | EVID-1 |\n\nEVID-3 | no table\n',
      'docs/report.md':
        'As [one](#evid-4) shows.    ← evid-4 is referred to here, and there is no such evidence.\n\nSee EVID-2.    ← EVID-2 is referred to here, and there is no such evidence.\n\n[x]: a.md#evid-5    ← evid-5 is referred to here, and there is no such evidence.\n',
    },
  },
  {
    title: 'a plan for a notebook that has another name now, and for a draft of one',
    with: plan,
    before: {
      'notebooks/verify_L1.ipynb': '{ "cells": [] }\n',
      'notebooks/L7_draft.ipynb': '{ "cells": [1] }\n',
      'plan.toml': '[notebooks]\nL1 = true\n',
    },
    renamed: { 'notebooks/verify_L2.ipynb': 'notebooks/verify_L1.ipynb' },
    after: {
      'notebooks/verify_L2.ipynb': '{ "cells": [] }\n',
      'notebooks/L7_draft.ipynb': '{ "cells": [1] }\n',
      'plan.toml':
        '[notebooks]\nL1 = true    ← L1 is referred to here, and there is no such lemma.\nL7 = true    ← L7 is referred to here, and there is no such lemma.\n',
    },
  },
  {
    title: 'a second reference to what there is not, beside one that stood there',
    with: evals,
    before: { 'docs/a.md': 'EVAL-9\n\nMore.\n' },
    after: {
      'docs/a.md': 'EVAL-9 first    ← EVAL-9 is referred to here, and there is no such eval.\n\nEVAL-9\n\nMore.\n',
    },
  },
  {
    title: 'the front matter of a page',
    with: {
      kinds: [
        {
          name: 'decision',
          id: 'ADR-\\d+',
          defines: [{ files: ['docs/adr/*.md'], where: 'value', at: 'id' }],
          refers: [{ files: ['docs/adr/*.md'], where: 'value', at: 'supersedes' }],
        },
      ],
    },
    before: { 'docs/adr/1.md': '---\nid: ADR-1\n---\n' },
    after: {
      'docs/adr/1.md': '---\nid: ADR-1\n---\n',
      'docs/adr/2.md':
        '---\nid: ADR-2\nsupersedes: ADR-7    ← ADR-7 is referred to here, and there is no such decision.\n---\n',
    },
  },
];

export const idGraphExamples: readonly Example[] = [...objections, ...nearMisses];
