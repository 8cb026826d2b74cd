import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../../src/core/finding.ts';
import type { Artefact, Process } from '../../../src/core/phases/phase.ts';
import { statePhases } from '../../../src/core/phases/state.ts';
import { writePhasesMarkdown, writePhasesText } from '../../../src/core/phases/words.ts';

const processWith = (artefact: Artefact): Process => ({
  id: 'spec-first',
  title: 'The spec first',
  phases: [{ id: 'spec', title: 'The spec of {name}', artefacts: [artefact] }],
  code: [{ when: 'src/{name}.py', except: [], after: 1, rule: 'spec-first.1' }],
  modes: [],
  level: 'warn',
  because: 'What {name} is has to be said first.',
});

const document: Artefact = { kind: 'document', title: 'What {name} is', path: 'docs/spec.md', holds: [] };

const subjectsOf = (artefact: Artefact): readonly string[] => {
  const tree = { paths: ['docs/spec.md', 'src/one.py', 'src/two.py'], text: () => '# Spec\n' };
  return statePhases(processWith(artefact), tree).map(({ subject }) => subject);
};

describe('how far phases are', () => {
  it('is told of each thing that paths, sections and names have holes for, and of no hole in words for people', () => {
    assert.deepEqual(subjectsOf(document), ['']);
    assert.deepEqual(subjectsOf({ ...document, path: 'docs/{name}.md' }), ['one', 'spec', 'two']);
    assert.deepEqual(subjectsOf({ ...document, path: 'docs/{name**}.md' }), ['one', 'spec', 'two']);
    assert.deepEqual(subjectsOf({ ...document, says: { section: 'Of {name}' } }), ['one', 'two']);
    assert.deepEqual(subjectsOf({ ...document, says: { names: '{name}' } }), ['one', 'two']);
    assert.deepEqual(subjectsOf({ ...document, holds: [{ at: 'all', names: '{name}' }] }), ['one', 'two']);
    assert.deepEqual(subjectsOf({ ...document, holds: [{ at: 'all', inWords: 'one for {name}' }] }), ['']);
  });

  it('says how much weighs what comes too early', () => {
    const finding: Finding = {
      id: 'F1',
      kind: 'first-then',
      rule: 'spec-first.1',
      level: 'warn',
      message: 'src/one.py comes before docs/spec.md.',
      path: 'src/one.py',
      line: 1,
      because: 'So.',
    };
    const process = processWith(document);
    const classed = { verdict: 'needs-phases', files: 1, lines: 1, why: 'It is new.' } as const;
    const waiver = { path: 'waivers/w.yaml', who: 'Ada', role: 'owner', reason: 'So.', until: '2026-12-01' };
    const states = [{ process, classed, subjects: [], findings: [finding, { ...finding, waiver }] }];
    const text = writePhasesText(states);
    assert.match(
      text,
      /^It comes too early:\n {2}src\/one\.py:1 warn: src\/one\.py comes before .*\n {2}src\/one\.py:1 waived: /m,
    );
    assert.match(
      writePhasesText(states),
      /^No code that comes after these phases is here yet, and nothing that they leave/m,
    );
    assert.match(writePhasesMarkdown(states), /^- warn: `src\/one\.py:1`: .*\n- waived: `src/m);
  });

  it('is a page that says of each artefact once where it is or what it lacks, and then what comes too early', () => {
    const invariant: Artefact = {
      kind: 'invariant',
      title: 'invariant docs/one.yaml',
      path: 'docs/one.yaml',
      holds: [],
    };
    const process = processWith(document);
    const whole = { ...process, phases: [{ id: 'spec', title: 'Spec', artefacts: [document, invariant] }] };
    const tree = { paths: ['docs/spec.md', 'src/one.py'], text: () => '# Spec\n' };
    const classed = { verdict: 'needs-phases', files: 1, lines: 1, why: 'It is new.' } as const;
    const page = writePhasesMarkdown([{ process: whole, classed, subjects: statePhases(whole, tree), findings: [] }]);
    assert.match(page, /^- ✓ What \S*name\S* is: `docs\/spec\.md`\n- ○ invariant: `docs\/one\.yaml` is missing\n/m);
    assert.match(page, /: none of 1 phase is complete\n\nCode after phase 1 may not be written yet\.\n/);
    assert.doesNotMatch(page, /Too Early/);
  });
});
