import assert from 'node:assert/strict';
import { parse as parseJson } from 'jsonc-parser';
import { describe, it } from 'mocha';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parse as parseYaml } from 'yaml';
import { addToLefthook, addToPreCommitConfig, hookLine, type Result } from '#core';

const run = hookLine();
const ours = { 'codex-governor': { run } };

/** As a file of that name. */
const addTo = (path: string, text: string): Result<string, string> => addToLefthook(text, path);

const valueOf = (result: Result<string, string>): string => {
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value;
};
const refusal = (result: Result<string, string>): string => {
  assert.ok(!result.ok);
  return result.error;
};

/** What stands in the text after, and not before: every line of theirs has to be there still, as it was. */
const newLines = (before: string, after: string): readonly string[] => {
  const left = after.split('\n');
  for (const line of before.split('\n')) {
    const at = left.indexOf(line);
    assert.ok(at >= 0, `${line} is gone:\n${after}`);
    left.splice(at, 1);
  }
  return left;
};

const lefthook = (text: string): string => {
  const after = valueOf(addTo('lefthook.yml', text));
  assert.equal(valueOf(addTo('lefthook.yml', after)), after, 'once more changes nothing');
  return after;
};

describe('the configuration of lefthook', () => {
  it('gets a command, and every other sign of it stays', () => {
    const text = [
      '# Our hooks.',
      'min_version:   1.5.0',
      '',
      'pre-push:',
      '    commands: { test: { run: "npm test" } }',
      'pre-commit:   # before each commit',
      '    parallel: true',
      '    commands:',
      '        # formats',
      '        format:',
      "            glob: '*.{js,ts}'",
      '            run: npx prettier --write {staged_files}   && git add {staged_files}',
      '',
      '# the end',
      '',
    ].join('\n');
    const after = lefthook(text);
    assert.deepEqual(newLines(text, after), ['        codex-governor:', `          run: ${run}`]);
    const said = parseYaml(after) as { 'pre-commit': { commands: object } };
    assert.deepEqual(Object.keys(said['pre-commit'].commands), ['codex-governor', 'format']);
    assert.deepEqual(said['pre-commit'].commands, {
      ...ours,
      ...(parseYaml(text) as typeof said)['pre-commit'].commands,
    });
  });

  it('gets it whatever is there already', () => {
    const commands = { 'pre-commit': { commands: ours } };
    for (const [text, said] of [
      ['', commands],
      ['# nothing yet\n', commands],
      ['pre-push:\n  parallel: true', { 'pre-push': { parallel: true }, ...commands }],
      ['pre-commit:\n', commands],
      ['pre-commit: {}\n', commands],
      ['pre-commit:\n  parallel: true\n', { 'pre-commit': { commands: ours, parallel: true } }],
      ['pre-commit: { parallel: true }\n', { 'pre-commit': { parallel: true, commands: ours } }],
      ['{ pre-push: { parallel: true } }\n', { 'pre-push': { parallel: true }, ...commands }],
      ['---\npre-push:\n  parallel: true\n', { 'pre-push': { parallel: true }, ...commands }],
      ['pre-push:\n  parallel: true\n...\n', { 'pre-push': { parallel: true }, ...commands }],
      ['pre-commit:\n  commands:\n', commands],
    ] as const)
      assert.deepEqual(parseYaml(lefthook(text)), said, text);
  });

  it('gets a job where it has jobs', () => {
    const text = 'pre-commit:\n  jobs:\n  # first\n  - run: npm test\n  - name: lint\n    run: npm run lint\n';
    const after = lefthook(text);
    assert.deepEqual(newLines(text, after), ['  - name: codex-governor', `    run: ${run}`]);
    assert.deepEqual((parseYaml(after) as { 'pre-commit': { jobs: readonly unknown[] } })['pre-commit'].jobs[0], {
      name: 'codex-governor',
      run,
    });
    assert.deepEqual(parseYaml(lefthook('pre-commit: { jobs: [{ run: npm test }] }\n')), {
      'pre-commit': { jobs: [{ name: 'codex-governor', run }, { run: 'npm test' }] },
    });
  });

  it('is left alone where the command is there, by whatever name', () => {
    for (const text of [
      'pre-commit:\n  commands:\n    governor:\n      run: npx codex-governor check --staged\n',
      'pre-commit:\n  jobs:\n    - run: npx codex-governor check --staged\n',
    ])
      assert.equal(lefthook(text), text);
  });

  it('is kept in JSON as well, comments and indent included', () => {
    for (const path of ['lefthook.json', '.lefthook.jsonc']) {
      const text = '{\n\t// ours\n\t"pre-commit": {\n\t\t"commands": {\n\t\t\t"a": { "run":  "a" }\n\t\t}\n\t}\n}\n';
      const after = valueOf(addTo(path, text));
      assert.deepEqual(parseJson(after), { 'pre-commit': { commands: { a: { run: 'a' }, ...ours } } });
      assert.deepEqual(newLines(text, after), [`\t\t\t"codex-governor": ${JSON.stringify({ run })},`]);
      assert.equal(valueOf(addTo(path, after)), after);
    }
    for (const [text, said] of [
      [
        '{"pre-commit":{"jobs":[{"run":"a"}]}}',
        { 'pre-commit': { jobs: [{ name: 'codex-governor', run }, { run: 'a' }] } },
      ],
      ['{"pre-commit":{"jobs":[ ]}}', { 'pre-commit': { jobs: [{ name: 'codex-governor', run }] } }],
      ['{"pre-commit": {}}', { 'pre-commit': { commands: ours } }],
      ['{ "pre-push": {} }', { 'pre-push': {}, 'pre-commit': { commands: ours } }],
      ['{}\n', { 'pre-commit': { commands: ours } }],
    ] as const)
      assert.deepEqual(parseJson(valueOf(addTo('lefthook.json', text))), said, text);
    for (const text of ['{ "pre-commit": "a" }', '{ "pre-commit": { "commands": ["a"] } }', '[]'])
      assert.equal(refusal(addTo('lefthook.json', text)), 'something else stands where it would be added', text);
  });

  it('is kept in TOML as well', () => {
    const text = '# ours\n[pre-commit]\nparallel = true\n\n[pre-commit.commands.a]\nrun =  "a"';
    const after = valueOf(addTo('lefthook.toml', text));
    assert.ok(after.startsWith(`${text}\n`));
    assert.deepEqual(getStaticTOMLValue(parseTOML(after)), {
      'pre-commit': { parallel: true, commands: { a: { run: 'a' }, ...ours } },
    });
    assert.equal(valueOf(addTo('lefthook.toml', after)), after);
    const jobs = valueOf(addTo('lefthook.toml', '[[pre-commit.jobs]]\nrun = "a"\n'));
    assert.deepEqual(getStaticTOMLValue(parseTOML(jobs)), {
      'pre-commit': { jobs: [{ run: 'a' }, { name: 'codex-governor', run }] },
    });
    assert.equal(valueOf(addTo('lefthook.toml', jobs)), jobs);
  });

  it('is refused where it cannot be read or added to', () => {
    assert.match(refusal(addTo('lefthook.yml', 'a: [\n')), /^it is no valid YAML: /);
    assert.equal(refusal(addTo('lefthook.yml', 'a: 1\n---\nb: 2\n')), 'it has more than one document');
    assert.equal(refusal(addTo('lefthook.json', '{')), 'it is no valid JSON');
    assert.equal(refusal(addTo('lefthook.json', '7')), 'it is no valid JSON');
    assert.equal(refusal(addTo('lefthook.toml', 'a = = 1')), 'it is no valid TOML');
    assert.match(refusal(addTo('lefthook.toml', 'pre-commit = { parallel = true }\n')), /on one line/);
    assert.match(refusal(addTo('lefthook.yml', '- a\n')), /^something else/);
    assert.match(refusal(addTo('lefthook.yml', 'pre-commit: text\n')), /^something else/);
  });
});

const preCommit = (text: string): string => {
  const after = valueOf(addToPreCommitConfig(text));
  assert.equal(valueOf(addToPreCommitConfig(after)), after, 'once more changes nothing');
  return after;
};

describe('the configuration of pre-commit', () => {
  const hook = {
    repo: 'local',
    hooks: [
      {
        id: 'codex-governor',
        name: 'codex-governor check',
        entry: run,
        language: 'system',
        pass_filenames: false,
        always_run: true,
        stages: ['pre-commit'],
      },
    ],
  };

  it('gets a local hook, and every other sign of it stays', () => {
    for (const indent of ['', '  ', '    ']) {
      const text = [
        '# See pre-commit.com',
        "default_language_version: {python: 'python3.11'}",
        'repos:',
        `${indent}# hygiene`,
        `${indent}-   repo: https://github.com/pre-commit/pre-commit-hooks`,
        `${indent}    rev:  v4.6.0`,
        `${indent}    hooks:`,
        `${indent}    -   id: trailing-whitespace   # always`,
        '',
        "exclude:   '^vendor/'",
        '',
      ].join('\n');
      const after = preCommit(text);
      assert.equal(newLines(text, after).length, 10);
      const [before, now] = [text, after].map((each) => parseYaml(each) as { repos: readonly unknown[] });
      assert.deepEqual(now, { ...before, repos: [hook, ...(before?.repos ?? [])] });
    }
  });

  it('gets it whatever is there already', () => {
    for (const text of ['', 'repos: []\n', 'repos:\n', '# nothing\n', 'repos: [ ]  # none'])
      assert.deepEqual(parseYaml(preCommit(text)), { repos: [hook] }, text);
    assert.deepEqual(parseYaml(preCommit('repos: [{ repo: meta, hooks: [{ id: identity }] }]\n')), {
      repos: [hook, { repo: 'meta', hooks: [{ id: 'identity' }] }],
    });
    assert.match(preCommit('repos: []  # none yet\n'), /none yet/);
  });

  it('is left alone where the hook is there, and refused where it is none of its configurations', () => {
    const text = 'repos:\n  - repo: local\n    hooks:\n      - { id: codex-governor, entry: mine }\n';
    assert.equal(preCommit(text), text);
    assert.equal(refusal(addToPreCommitConfig('- repo: local\n')), 'it has no map at its top');
    assert.match(refusal(addToPreCommitConfig('repos: [\n')), /^it is no valid YAML/);
    assert.match(refusal(addToPreCommitConfig('repos: text\n')), /^something else/);
  });
});
