// What we make of patches is what the real Codex makes of them: the same files, and the same ones refused.
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { applyPatch, pathsOfSteps, readPatch, type StandingFile } from '#core';
import { openCodexProgram, type Files } from './codex-program.ts';
import { makeTrials, type Trial } from './random-patches.ts';

const root = '/work';

/** What we make of a patch; undefined where we refuse it. */
const apply = ({ files, patch }: Trial): Files | undefined => {
  const steps = readPatch({ kind: 'patch', patch: { text: patch } }, root);
  if (!steps.ok) return undefined;
  const standing = new Map<string, StandingFile>();
  for (const path of pathsOfSteps(steps.value)) {
    const text = files.get(path);
    standing.set(path, text === undefined ? { is: 'absent' } : { is: 'text', text });
  }
  const proposed = applyPatch(steps.value, standing);
  if (!proposed.ok) return undefined;
  const made = new Map(files);
  for (const { path, from, after } of proposed.value) {
    if (from !== undefined) made.delete(from);
    if (after === undefined) made.delete(path);
    else made.set(path, after);
  }
  return made;
};

const sorted = (files: Files | undefined) => files && [...files].sort(([one], [other]) => (one < other ? -1 : 1));

describe('patches as the real Codex applies them', () => {
  const program = openCodexProgram();
  after(() => program.dispose());

  it('gives the same files for generated patches, and refuses the same ones', function () {
    this.timeout(180_000);
    let applied = 0;
    for (const trial of makeTrials(250, 20_261_122)) {
      const theirs = program.apply(trial.files, trial.patch);
      assert.deepEqual(sorted(apply(trial)), sorted(theirs), JSON.stringify({ ...trial, files: [...trial.files] }));
      if (theirs !== undefined) applied += 1;
    }
    assert.ok(applied > 40, `only ${applied} were applied`);
  });

  const patches: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
    'lines that stand twice, told apart by the line above': [
      { 'a.txt': 'one\nx\ntwo\nx\n' },
      '*** Update File: a.txt\n@@ two\n-x\n+y',
    ],
    'lines at the end of a file': [{ 'a.txt': 'x\ny\nx\n' }, '*** Update File: a.txt\n@@\n-x\n+z\n*** End of File'],
    'lines that are only put in go to the end': [{ 'a.txt': 'x\ny' }, '*** Update File: a.txt\n@@ x\n+z'],
    'a first line end of Windows makes all that are put in': [
      { 'a.txt': 'x\r\ny\nz\n' },
      '*** Update File: a.txt\n@@\n y\n+new\n z',
    ],
    'a file that is moved over another': [
      { 'a.txt': 'x\n', 'b.txt': 'y\n' },
      '*** Update File: a.txt\n*** Move to: b.txt\n@@\n-x\n+z',
    ],
    'a file that is moved to itself is gone': [
      { 'a.txt': 'x\n' },
      '*** Update File: a.txt\n*** Move to: a.txt\n@@\n-x\n+z',
    ],
    'a file that is added over another': [{ 'a.txt': 'x\n' }, '*** Add File: a.txt\n+y'],
    'a path that goes up and comes back': [
      { 'd/c.txt': 'x\n', 'a.txt': 'x\n' },
      '*** Update File: d/../a.txt\n@@\n-x\n+y',
    ],
    'two changes of one file, one after the other': [
      { 'a.txt': 'x\n' },
      '*** Update File: a.txt\n@@\n-x\n+y\n*** Update File: a.txt\n@@\n-y\n+z',
    ],
  };

  for (const [title, [files, body]] of Object.entries(patches))
    it(title, () => {
      const trial = { files: new Map(Object.entries(files)), patch: `*** Begin Patch\n${body}\n*** End Patch` };
      const theirs = program.apply(trial.files, trial.patch);
      assert.ok(theirs);
      assert.deepEqual(sorted(apply(trial)), sorted(theirs));
    });
});
