import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import {
  addCodexHooks,
  codexHookNames,
  findCodexHooks,
  placeAgentsSection,
  replaceCodexRules,
  writeCodexRules,
} from '#core';
import { agentsBudget, writeAgentsBody } from '../../../src/core/install/agents-section.ts';
import { codexHookCommand } from '../../../src/core/install/codex-hooks.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Result } from '../../../src/core/result.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const demand = (result: Result<string, string>): string => {
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value;
};
const whyNot = (result: Result<string, string>): string => (result.ok ? assert.fail(result.value) : result.error);

type Mode = Policy['modes'][number];
const mode = (id: string, deny: readonly string[], goal = 'Mend it.'): Mode =>
  ({ id, title: id, goal, because: 'Small is good.', commands: { allow: [], deny } }) as unknown as Mode;
const policyOf = (modes: readonly Mode[], guards: readonly string[] = []) =>
  ({ modes, prompt: { guards } }) as unknown as Policy;

describe("the hooks in Codex's own file", () => {
  it('are made where there is none: one entry for each event, and all of them whole', () => {
    const text = demand(addCodexHooks(undefined));
    assert.deepEqual(
      Object.values(findCodexHooks(text) ?? {}),
      codexHookNames.map(() => 'whole'),
    );
    assert.equal(demand(addCodexHooks(text)), text, 'once more changes nothing');
  });

  it("leave each sign of others' where it is", () => {
    const others =
      '{\n  "description": "Mine",\n  "hooks": {\n    "Stop": [{ "hooks": [{ "type": "command", "command": "true" }] }]\n  }\n}\n';
    const text = demand(addCodexHooks(others));
    assert.ok(text.startsWith('{\n  "description": "Mine",\n  "hooks": {\n'), text);
    const { Stop } = (JSON.parse(text) as { hooks: { Stop: unknown[] } }).hooks;
    assert.equal(Stop.length, 2);
    assert.deepEqual(Stop[0], { hooks: [{ type: 'command', command: 'true' }] }, 'a person trusts it by its place');
    assert.equal(demand(addCodexHooks(text)), text);
  });

  it('are added to an empty object, and to hooks that are empty', () => {
    for (const empty of ['{}', '{ "hooks": {} }\n', '{ "hooks": { "Stop": [] } }'])
      assert.deepEqual(
        new Set(Object.values(findCodexHooks(demand(addCodexHooks(empty))) ?? {})),
        new Set(['whole']),
        empty,
      );
  });

  it('are left alone where a hand has edited one', () => {
    const edited = demand(addCodexHooks(undefined)).replace('"timeout": 60', '"timeout": 1');
    assert.match(whyNot(addCodexHooks(edited)), /our entry for SessionStart was edited by hand/);
    assert.equal(findCodexHooks(edited)?.SessionStart, 'edited');
  });

  it('are not added to what is no file of hooks', () => {
    for (const text of ['', '[]', '{', '{ "hooks": [] }']) assert.match(whyNot(addCodexHooks(text)), /no valid JSON/);
    assert.match(whyNot(addCodexHooks('{ "hooks": { "Stop": 3 } }')), /Stop was edited/);
  });

  it('name the program of the repository, and no folder of anybody', () => {
    for (const name of codexHookNames) {
      const command = codexHookCommand(name);
      assert.match(command, /governor=node_modules\/\.bin\/codex-governor; .*"\$governor" hook [a-z-]+ \|\| exit 2'$/);
      assert.doesNotMatch(command, /extensions|\/home|\/Users/);
    }
  });
});

describe("the rules in Codex's own words", () => {
  it('forbid what every mode forbids, where that is a prefix', () => {
    const modes = [mode('one', ['git push *', 'rm *', 'make deploy', 'git * --force *']), mode('two', ['git push *'])];
    const text = writeCodexRules(policyOf(modes), hash) ?? '';
    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('prefix_rule')),
      [
        'prefix_rule(pattern=["git","push"], decision="forbidden", justification="Every mode of this repository forbids it. Small is good.")',
      ],
    );
    assert.equal(writeCodexRules(policyOf([mode('one', ['make deploy'])]), hash), undefined);
    assert.equal(writeCodexRules(policyOf([]), hash), undefined);
  });

  it('replace what we wrote before, and nothing that a hand has edited', () => {
    const [old, now] = ['git push *', 'rm *'].map((one) => writeCodexRules(policyOf([mode('one', [one])]), hash) ?? '');
    assert.ok(old !== undefined && now !== undefined);
    assert.equal(demand(replaceCodexRules(undefined, now, hash)), now);
    assert.equal(demand(replaceCodexRules(old, now, hash)), now);
    assert.match(whyNot(replaceCodexRules(old.replace('push', 'pull'), now, hash)), /edited by hand/);
    assert.match(whyNot(replaceCodexRules('# Mine.\n', now, hash)), /edited by hand/);
  });
});

describe('our section of AGENTS.md', () => {
  const policy = policyOf([mode('fix', [])], ['Never touch the vault.']);

  it('is put behind what is there, and replaced in its place', () => {
    const first = demand(placeAgentsSection('# Mine\n', policy, hash));
    assert.match(first, /^# Mine\n\n<!-- codex-governor [0-9a-f]{16}: generated by/);
    assert.match(first, /Never touch the vault\./);
    const more = `${first}\nMore of mine.\n`;
    assert.equal(demand(placeAgentsSection(more, policy, hash)), more);
    const next = demand(placeAgentsSection(more, policyOf([mode('tests', [])]), hash));
    assert.match(next, /^# Mine\n\n<!--[^]*`tests`[^]*<!-- codex-governor end -->\n\nMore of mine\.\n$/);
    assert.doesNotMatch(next, /vault/);
  });

  it('is the whole file where there is none', () => {
    for (const none of [undefined, ''])
      assert.match(demand(placeAgentsSection(none, policy, hash)), /^<!-- codex-governor /);
  });

  it('is left alone where a hand has edited it, or cut it short', () => {
    const whole = demand(placeAgentsSection('', policy, hash));
    assert.match(whyNot(placeAgentsSection(whole.replace('vault', 'tent'), policy, hash)), /edited by hand/);
    assert.match(
      whyNot(placeAgentsSection(whole.replace('<!-- codex-governor end -->\n', ''), policy, hash)),
      /edited/,
    );
    assert.match(whyNot(placeAgentsSection(whole.replace(': generated', ' generated'), policy, hash)), /edited/);
  });

  it('keeps within its budget of bytes, and says that there is more', () => {
    const large = policyOf(
      Array.from({ length: 40 }, (_, at) => mode(`mode-${at}`, [], 'Ü'.repeat(100))),
      ['Last.'],
    );
    const body = writeAgentsBody(large);
    assert.ok(Buffer.byteLength(body) <= agentsBudget && Buffer.byteLength(body) > agentsBudget - 400);
    assert.match(body, /\n- .*\n\nThere is more in the policy\.\n$/);
    const guards = policyOf([mode('fix', [])], ['𝒢'.repeat(2_000)]);
    assert.doesNotMatch(writeAgentsBody(guards), /In every mode/);
  });
});
