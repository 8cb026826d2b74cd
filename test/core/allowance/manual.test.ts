import { allowanceKindOf, allowanceRules, explainRule, readAllowance, ruleKinds } from '#core';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { aPolicy } from '../policies.ts';

const manual = readFileSync(new URL('../../../docs/waivers.md', import.meta.url), 'utf8');

describe('docs/waivers.md', () => {
  it('shows files as they are read, under names they may have', () => {
    const shown = [...manual.matchAll(/^`([^`]+\.yaml)`:\n\n```yaml\n([\s\S]*?)^```$/gm)];
    assert.equal(shown.length, 2);
    for (const [, path = '', text = ''] of shown) {
      const kind = allowanceKindOf(path);
      assert.ok(kind !== undefined, path);
      assert.deepEqual(readAllowance(kind, path, text).problems, []);
    }
  });

  it('names every rule there is about waivers and approvals, and each can be explained', () => {
    for (const rule of allowanceRules) {
      assert.ok(manual.includes(`\`${rule}\``), rule);
      const explained = explainRule(aPolicy(), rule, ruleKinds);
      assert.ok(explained.ok, rule);
      assert.match(explained.value.title, / (?:waiver|approval)$/);
      assert.notEqual(explained.value.remedy, '');
    }
    assert.equal(explainRule(aPolicy(), 'waiver.late', ruleKinds).ok, false);
  });
});
