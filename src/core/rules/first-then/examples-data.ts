import type { Example } from '../../rule-kind.ts';

const invariant = {
  when: 'src/{name}.py',
  first: [
    {
      path: 'invariants/INV-*.yaml',
      of: 'phase 3, Lemma',
      status: { is: ['accepted'] },
      has: [{ at: 'id' }, { at: 'modules', names: '{name}' }],
    },
  ],
};
const cells = {
  when: 'src/{name}.py',
  first: [
    {
      path: 'verify_{name}.ipynb',
      has: [{ at: 'cells.*.source', matches: '^# VERIFY', 'in-words': 'a cell VERIFY' }],
    },
  ],
};
const entry = {
  when: 'src/{name}.py',
  first: [{ path: 'plan.json', has: [{ at: 'runs.*.of', matches: '^nb/', names: '{name}.ipynb' }] }],
};
const deep = {
  when: 'src/{name}.py',
  first: [{ path: 'plan.json', has: [{ at: 'runs.**', names: '{name}.ipynb' }] }],
};
const listed = {
  when: 'src/{name}.py',
  first: [{ path: 'README.md', says: { names: '{name}.json', pattern: '^-' } }],
};
const described = { when: 'src/{name}.py', first: [{ path: 'spec.md', says: { section: 'Intent' } }] };
const trivial = {
  when: 'src/{name}.py',
  first: [{ path: 'spec.md' }],
  'unless-trivial': { code: [{ when: 'src/**', except: ['src/made/**'] }], lines: 3, files: 1, never: ['spec/**'] },
};

/** What `has`, `names` and `unless-trivial` ask for. */
export const dataExamples: readonly Example[] = [
  {
    title: 'an invariant that lacks a field, one of another module, and the part they are of',
    with: invariant,
    before: {},
    after: {
      'invariants/INV-1.yaml': 'status: accepted\nid: ""\nmodules: [cost]\n',
      'src/cost.py': 'one = 1    ← invariants/INV-1.yaml comes first (phase 3, Lemma), and it has nothing at id.\n',
    },
  },
  {
    title: 'an invariant of a longer name',
    with: invariant,
    before: {},
    after: {
      'invariants/INV-1.yaml': 'status: accepted\nid: INV-1\nmodules: [costing]\n',
      'src/cost.py':
        'one = 1    ← invariants/INV-1.yaml comes first (phase 3, Lemma), and nothing at its modules names cost.\n',
    },
  },
  {
    title: 'no invariant at all',
    with: invariant,
    before: {},
    after: {
      'src/cost.py': 'one = 1    ← invariants/INV-*.yaml comes first (phase 3, Lemma), and there is no such file.\n',
    },
  },
  {
    title: 'a notebook that only speaks of it',
    with: cells,
    before: {},
    after: {
      'verify_cost.ipynb': '{ "cells": [{ "source": ["see # VERIFY", "one"] }, { "source": "two" }] }\n',
      'src/cost.py': 'one = 1    ← verify_cost.ipynb comes first, and it lacks a cell VERIFY.\n',
    },
  },
  {
    title: 'a plan with the entry of another, and one in another place',
    with: entry,
    before: {},
    after: {
      'plan.json': '{ "runs": [{ "of": "nb/risk.ipynb" }, { "of": "lab/cost.ipynb" }] }\n',
      'src/cost.py':
        'one = 1    ← plan.json comes first, and nothing at its runs.*.of names cost.ipynb and says ^nb/.\n',
    },
  },
  {
    title: 'an entry that stands beside what was asked for, and not below it',
    with: deep,
    before: {},
    after: {
      'plan.json': '{ "runs": [{ "of": { "path": "nb/risk.ipynb" } }], "old": ["nb/cost.ipynb"] }\n',
      'src/cost.py': 'one = 1    ← plan.json comes first, and nothing at its runs.** names cost.ipynb.\n',
    },
  },
  {
    title: 'a list that names another, and one that names it in passing',
    with: listed,
    before: {},
    after: {
      'README.md': '- risk.json\n\nNot cost.json yet\n',
      'src/cost.py': 'one = 1    ← README.md comes first, and no line of it names cost.json and says ^-.\n',
    },
  },
  {
    title: 'a heading with nothing under it, and none',
    with: described,
    before: {},
    after: {
      'spec.md': '# Spec\n\n## Intent\n\n## Next\n\nText.\n',
      'src/cost.py': 'one = 1    ← spec.md comes first, and no line under “Intent” says anything.\n',
    },
  },
  {
    title: 'four lines are no trifle, nor are those of two files together',
    with: trivial,
    before: { 'src/cost.py': 'one = 1\ntwo = 2\nthree = 3\n' },
    after: {
      'src/cost.py': 'one = 2    ← spec.md comes first, and there is no such file.\ntwo = 3\nthree = 3\n',
    },
  },
  {
    title: 'a small change beside one that is never trivial',
    with: trivial,
    before: { 'src/cost.py': 'one = 1\n', 'spec/a.md': 'one\n' },
    after: {
      'src/cost.py': 'one = 2    ← spec.md comes first, and there is no such file.\n',
      'spec/a.md': 'two\n',
    },
  },
  {
    title: 'a file that is new',
    with: trivial,
    before: {},
    after: { 'src/cost.py': 'one = 1    ← spec.md comes first, and there is no such file.\n' },
  },
  {
    title: 'an invariant with its fields and its module among others, and a value alone',
    with: invariant,
    before: {},
    after: {
      'invariants/INV-1.yaml': 'status: draft\n',
      'invariants/INV-2.yaml': 'status: accepted\nid: INV-2\nmodules:\n  - risk\n  - cost\n',
      'invariants/INV-3.yaml': 'status: accepted\nid: INV-3\nmodules: risk\n',
      'src/cost.py': 'one = 1\n',
      'src/risk.py': 'one = 1\n',
    },
  },
  {
    title: 'a notebook with the cell, in lines and as one text',
    with: cells,
    before: {},
    after: {
      'verify_cost.ipynb': '{ "cells": [{ "source": ["# VERIFY:L1\\n", "one"] }] }\n',
      'verify_risk.ipynb': '{ "cells": [{ "source": "# VERIFY:L1" }] }\n',
      'src/cost.py': 'one = 1\n',
      'src/risk.py': 'one = 1\n',
    },
  },
  {
    title: 'a plan with the entry',
    with: entry,
    before: {},
    after: { 'plan.json': '{ "runs": [{ "of": "nb/cost.ipynb" }] }\n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'an entry at any depth',
    with: deep,
    before: {},
    after: { 'plan.json': '{ "runs": [{ "of": { "path": "nb/cost.ipynb" } }] }\n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'a heading that names it',
    with: { when: 'src/{name}.py', first: [{ path: 'README.md', says: { names: '{name}.json' } }] },
    before: {},
    after: { 'README.md': '# cost.json\n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'a list with the entry',
    with: listed,
    before: {},
    after: { 'README.md': '- `cost.json`\n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'a heading with a text',
    with: described,
    before: {},
    after: { 'spec.md': '# Spec\n\n## Intent\n\nText.\n', 'src/cost.py': 'one = 1\n' },
  },
  {
    title: 'a small change, whatever happens elsewhere',
    with: trivial,
    before: { 'src/cost.py': 'one = 1\n', 'src/made/a.py': 'one\n', 'docs/a.md': 'one\n' },
    after: { 'src/cost.py': 'one = 2\n', 'src/made/b.py': 'one\ntwo\n', 'docs/a.md': 'two\nthree\nfour\n' },
  },
];
