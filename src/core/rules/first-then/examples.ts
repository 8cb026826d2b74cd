import type { Example } from '../../rule-kind.ts';
import { dataExamples } from './examples-data.ts';

const accepted = {
  when: 'src/{name}.py',
  first: [{ path: 'invariants/INV-{name}.yaml', status: { is: ['accepted'] } }],
};
const revised = {
  when: 'src/{name}.py',
  first: [{ path: 'docs/lemmas.md', says: { section: 'Lemma {name}', pattern: '^Status: Rev \\d+' } }],
};
const verified = {
  when: 'src/**',
  first: [{ path: 'notebooks/verify_*.ipynb' }, { path: 'docs/plan.md', says: { pattern: '^Phase 4: done' } }],
};

const whole = {
  when: 'docs/{name}.md',
  first: [
    { path: 'docs/{name}.md', says: { pattern: '^## Goal', 'in-words': 'a heading “Goal”' } },
    { path: 'docs/{name}.md', says: { pattern: '^## Steps', 'in-words': 'a heading “Steps”' } },
    { path: 'docs/{name}.md', says: { pattern: '^Signed' } },
  ],
};

const objections: readonly Example[] = [
  {
    title: 'code before its invariant',
    with: accepted,
    guard: 'Write `src/{name}.py` only after `invariants/INV-{name}.yaml`.',
    before: {},
    after: { 'src/cost.py': 'one = 1    ← invariants/INV-cost.yaml comes first, and there is no such file.\n' },
  },
  {
    title: 'an invariant that is a draft still',
    with: accepted,
    before: { 'invariants/INV-cost.yaml': 'status: draft\n', 'src/cost.py': 'one = 1\n' },
    after: {
      'invariants/INV-cost.yaml': 'status: draft\n',
      'src/cost.py': 'one = 2    ← invariants/INV-cost.yaml comes first, and its status is draft, not accepted.\n',
    },
  },
  {
    title: 'a comment, a longer word and another key do not accept it',
    with: accepted,
    before: {
      'invariants/INV-cost.yaml': '# status: accepted\nreview:\n  status: accepted\nnote: "status: accepted"\n',
    },
    after: {
      'invariants/INV-cost.yaml': '# status: accepted\nreview:\n  status: accepted\nnote: "status: accepted"\n',
      'src/cost.py': 'one = 2    ← invariants/INV-cost.yaml comes first, and its status is not told, not accepted.\n',
    },
  },
  {
    title: 'one of two that it holds is not accepted',
    with: {
      when: 'src/**',
      first: [{ path: 'registry.json', status: { at: 'evals.*.state', is: ['READY', 'DONE'] } }],
    },
    before: { 'registry.json': '{ "evals": [{ "state": "ready" }, { "state": "UNREADY" }] }\n' },
    after: {
      'registry.json': '{ "evals": [{ "state": "ready" }, { "state": "UNREADY" }] }\n',
      'src/a.py':
        'one = 1    ← registry.json comes first, and its evals.*.state is ready, UNREADY, not READY or DONE.\n',
    },
  },
  {
    title: 'a document that cannot be read',
    with: accepted,
    before: { 'invariants/INV-cost.yaml': 'status: accepted\n' },
    after: {
      'invariants/INV-cost.yaml': 'status: [accepted\n',
      'src/cost.py': 'one = 1    ← invariants/INV-cost.yaml comes first, and its status is not told, not accepted.\n',
    },
  },
  {
    title: 'the front matter of a decision',
    with: { when: 'src/**', first: [{ path: 'docs/adr/*.md', status: { is: ['accepted'] } }] },
    before: { 'docs/adr/1.md': '---\nstatus: proposed\n---\n\nstatus: accepted\n' },
    after: {
      'docs/adr/1.md': '---\nstatus: proposed\n---\n\nstatus: accepted\n',
      'src/a.py': 'one = 1    ← docs/adr/1.md comes first, and its status is proposed, not accepted.\n',
    },
  },
  {
    title: 'the status of another lemma, in a code block and in a comment',
    with: revised,
    before: {
      'docs/lemmas.md':
        '# Lemma cost\n\n```text\nStatus: Rev 1.0\n```\n\n<!--\nStatus: Rev 1.0\n-->\n\nNot Status: Rev 1.0\n\n# Lemma risk\n\nStatus: Rev 1.0\n',
    },
    after: {
      'docs/lemmas.md':
        '# Lemma cost\n\n```text\nStatus: Rev 1.0\n```\n\n<!--\nStatus: Rev 1.0\n-->\n\nNot Status: Rev 1.0\n\n# Lemma risk\n\nStatus: Rev 1.0\n',
      'src/cost.py':
        'one = 1    ← docs/lemmas.md comes first, and no line under “Lemma cost” says ^Status: Rev \\d+.\n',
    },
  },
  {
    title: 'a lemma without a heading',
    with: revised,
    before: { 'docs/lemmas.md': 'Status: Rev 1.0\n' },
    after: {
      'docs/lemmas.md': 'Status: Rev 1.0\n',
      'src/cost.py':
        'one = 1    ← docs/lemmas.md comes first, and no line under “Lemma cost” says ^Status: Rev \\d+.\n',
    },
  },
  {
    title: 'two steps are missing, and two files are told once',
    with: verified,
    before: { 'docs/plan.md': 'Phase 3: done\n', 'src/b.py': 'one = 1\n' },
    after: {
      'docs/plan.md': 'Phase 3: done\n',
      'src/a.py': 'one = 1    ← notebooks/verify_*.ipynb comes first, and there is no such file.\n',
      'src/b.py': 'one = 2\n',
    },
    elsewhere: ['src/a.py:1 docs/plan.md comes first, and no line of it says ^Phase 4: done.'],
  },
  {
    title: 'both the state and a line are asked for',
    with: {
      when: 'src/**',
      first: [{ path: 'docs/plan.md', status: { is: ['final'] }, says: { pattern: '^Signed' } }],
    },
    before: { 'docs/plan.md': '---\nstatus: final\n---\n\nNobody signed.\n' },
    after: {
      'docs/plan.md': '---\nstatus: final\n---\n\nNobody signed.\n',
      'src/a.py': 'one = 1    ← docs/plan.md comes first, and no line of it says ^Signed.\n',
    },
  },
  {
    title: 'a file that is to be whole itself tells all it lacks at once',
    with: whole,
    before: {},
    after: {
      'docs/a.md':
        '# A    ← docs/a.md is not finished: it lacks a heading “Goal”, a heading “Steps”; no line of it says ^Signed.\n',
      'docs/b.md': '## Goal    ← docs/b.md is not finished: it lacks a heading “Steps”.\n\nSigned\n',
      'docs/c.md': '## Goal    ← docs/c.md is not finished: it lacks a heading “Steps”.\n\nSigned\n',
    },
  },
  {
    title: 'the step is taken back while the code is written',
    with: accepted,
    before: { 'invariants/INV-cost.yaml': 'status: accepted\n' },
    after: { 'src/cost.py': 'one = 1    ← invariants/INV-cost.yaml comes first, and there is no such file.\n' },
  },
  {
    title: 'code that is moved to where the rule holds, and edited, and a picture',
    with: { when: 'src/{name}.*', first: [{ path: 'docs/{name}.md' }] },
    in: ['src/**'],
    before: { 'lab/cost.py': 'one = 1\ntwo = 2\n', 'src/a.png': 'one\n' },
    renamed: { 'src/cost.py': 'lab/cost.py' },
    facts: { 'src/a.png': { binary: true } },
    after: {
      'src/cost.py': 'one = 1\ntwo = 3\n',
      'src/a.png': 'two    ← docs/a.md comes first, and there is no such file.\n',
    },
    elsewhere: ['docs/cost.md comes first, and there is no such file.'],
  },
];

const nearMisses: readonly Example[] = [
  {
    title: 'a file that is whole',
    with: whole,
    before: {},
    after: { 'docs/a.md': '## Goal\n\n## Steps\n\nSigned\n' },
  },
  {
    title: 'the invariant is accepted, in any case',
    with: accepted,
    before: { 'invariants/INV-cost.yaml': 'status: Accepted \n' },
    after: { 'invariants/INV-cost.yaml': 'status: Accepted \n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'the same change accepts it',
    with: accepted,
    before: { 'invariants/INV-cost.yaml': 'status: draft\n', 'src/cost.py': 'one = 1\n' },
    after: { 'invariants/INV-cost.yaml': 'status: accepted\n', 'src/cost.py': 'one = 2\n' },
  },
  {
    title: 'code that nobody touches',
    with: accepted,
    before: { 'src/cost.py': 'one = 1\n', 'docs/a.md': 'one\n' },
    after: { 'src/cost.py': 'one = 1\n', 'docs/a.md': 'two\n' },
  },
  {
    title: 'code that is moved as it is, and code that goes',
    with: { when: 'src/**', first: [{ path: 'docs/plan.md' }] },
    before: { 'src/cost.py': 'one = 1\n', 'src/risk.py': 'two = 2\nthree = 3\n' },
    renamed: { 'src/price.py': 'src/cost.py' },
    after: { 'src/price.py': 'one = 1\n' },
  },
  {
    title: 'code of another form, and in another place',
    with: accepted,
    in: ['src/**'],
    before: { 'src/risk.py': 'one = 1\ntwo = 2\n' },
    renamed: { 'lab/risk.py': 'src/risk.py' },
    after: { 'src/cost.sql': 'select 1\n', 'src/deep/cost.py': 'one = 1\n', 'lab/risk.py': 'one = 1\ntwo = 3\n' },
  },
  {
    title: 'code that leaves the rule’s place with its name',
    with: { when: '**/{name}.py', first: [{ path: 'docs/{name}.md' }] },
    in: ['src/**'],
    before: { 'src/risk.py': 'one = 1\ntwo = 2\n' },
    renamed: { 'lab/risk.py': 'src/risk.py' },
    after: { 'lab/risk.py': 'one = 1\ntwo = 3\n' },
  },
  {
    title: 'one of many documents is enough',
    with: { when: 'src/**', first: [{ path: 'docs/adr/*.md', status: { is: ['accepted'] } }] },
    before: { 'docs/adr/1.md': '---\nstatus: rejected\n---\n', 'docs/adr/2.md': '---\nstatus: accepted\n---\n' },
    after: {
      'docs/adr/1.md': '---\nstatus: rejected\n---\n',
      'docs/adr/2.md': '---\nstatus: accepted\n---\n',
      'src/a.py': 'one = 1\n',
    },
  },
  {
    title: 'the lemma is revised',
    with: revised,
    before: { 'docs/lemmas.md': '# Lemma cost\n\n  status: Rev 2.1\n\n# Lemma risk\n\nStatus: Draft\n' },
    after: {
      'docs/lemmas.md': '# Lemma cost\n\n  status: Rev 2.1\n\n# Lemma risk\n\nStatus: Draft\n',
      'src/cost.py': 'one = 1\n',
    },
  },
  {
    title: 'all the steps are there',
    with: verified,
    before: { 'docs/plan.md': '# Plan\n\nPhase 4: done\n', 'notebooks/verify_a.ipynb': '{ "cells": [] }\n' },
    after: {
      'docs/plan.md': '# Plan\n\nPhase 4: done\n',
      'notebooks/verify_a.ipynb': '{ "cells": [] }\n',
      'src/a.py': 'one = 1\n',
    },
  },
  {
    title: 'the state stands in TOML, under keys',
    with: { when: 'src/**', first: [{ path: 'phases.toml', status: { at: 'phase.four', is: ['done'] } }] },
    before: { 'phases.toml': '[phase]\nfour = "done"\n' },
    after: { 'phases.toml': '[phase]\nfour = "done"\n', 'src/a.py': 'one = 1\n' },
  },
];

export const firstThenExamples: readonly Example[] = [...objections, ...dataExamples, ...nearMisses];
