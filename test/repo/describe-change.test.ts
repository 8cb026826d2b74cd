import { success } from '#core';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leaveOutside } from '../../src/repo/measure/describe-change.ts';

describe('what is nobody’s change', () => {
  it('is neither read nor listed: what is listed can be read', async () => {
    const paths = ['.codex/governance/adr/1.md', '.codex/policy.yaml', 'a.md', 'dev_prompts.md'];
    const { listBefore, readBefore } = leaveOutside({
      listBefore: async () => Promise.resolve(success(paths)),
      readBefore: async (path) => Promise.resolve(path),
      readAfter: async () => Promise.resolve(undefined),
    });
    const listed = await listBefore();
    assert.deepEqual(listed, success(['.codex/policy.yaml', 'a.md']));
    const texts = await Promise.all(paths.map(async (path) => readBefore(path)));
    assert.deepEqual(
      texts.map((text) => text !== undefined),
      [false, true, true, false],
    );
  });
});
