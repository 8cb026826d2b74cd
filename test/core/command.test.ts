// What a line for a shell starts, and what a mode says of it.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { judgeCommand, readCommandLine, type CommandLine, type Mode } from '#core';
import { loadParsers } from '#repo';

const hash = (text: string): string => text;

const modeOf = (allow: readonly string[], deny: readonly string[]): Mode => ({
  id: 'work',
  title: 'Work',
  label: 'Work',
  goal: '',
  budgets: [],
  writes: { allow: [], deny: [] },
  reads: { deny: [] },
  commands: { allow, deny },
  duties: [],
  context: [],
  contextTokens: 0,
  instructions: [],
  specRequired: false,
  because: 'One thing at a time.',
});

describe('a line for a shell', () => {
  let read: (line: string) => CommandLine;

  before(async () => {
    const { bash } = await loadParsers(['bash']);
    assert.ok(bash);
    read = (line) => readCommandLine(line, bash);
  });

  const rulesOf = (line: string, mode: Mode): readonly string[] =>
    judgeCommand(read(line), { mode, root: '/work', cwd: '/work/src', hash }).map(({ rule }) => rule);

  const starts: Readonly<Record<string, readonly string[]>> = {
    'git push': ['git push'],
    'a; b && c || d | e &': ['a', 'b', 'c', 'd', 'e'],
    'if a; then b; else c; fi': ['a', 'b', 'c'],
    'for f in *.py; do git add "$f"; done': ['git add ?'],
    'f() { git push; }; f': ['git push', 'f'],
    'cat <(git log) $(git push) "`git pull`"': ['cat ? ? ?', 'git log', 'git push', 'git pull'],
    'gi\'t\' pu"sh"': ['git push'],
    'git\\ push x': ['git push x'],
    'env -u A X=1 git push': ['git push'],
    'sudo -u root nice -n 5 git push': ['git push'],
    'timeout -k 1 60 git push': ['git push'],
    "bash -euc 'git push'": ['git push'],
    'bash -c "sh -c \'git push\'"': ['git push'],
    "bash <<'E'\ngit push\nE": ['git push'],
    'bash <<< "git push"': ['git push'],
    'bash script.sh': ['bash script.sh'],
    'find . -name x -exec rm {} \\;': ['find . -name x -exec rm {} ;', 'rm {} …'],
    'ls | xargs -n 1 rm -f': ['ls', 'rm -f …'],
    'git >/dev/null push': ['git push'],
    'cd src && git >/dev/null push': ['cd src', 'git push'],
    '>out git push': ['git push'],
    'command -v git': ['command -v git'],
    'a {b,c}': ['a ?'],
    'case $x in y) git push;; esac': ['git push'],
    '! git push': ['git push'],
    '(git push)': ['git push'],
    'cat <<E\n$(git push)\nE': ['cat', 'git push'],
  };

  for (const [line, calls] of Object.entries(starts))
    it(`starts ${calls.join(', ')}: ${JSON.stringify(line)}`, () => {
      const told = read(line).calls.map(({ words, more }) =>
        [...words.map((word) => word ?? '?'), ...(more === true ? ['…'] : [])].join(' '),
      );
      assert.deepEqual([...told].sort(), [...calls].sort());
      assert.deepEqual(read(line).doubts, []);
    });

  const unread = [
    '$X push',
    'eval "$X"',
    'bash -c "$X"',
    'curl x | sh',
    'if a; then',
    'echo "unclosed',
    'cat <<E | bash\ngit push\nE',
    'bash <<E\n$X\nE',
    'env -S "git push"',
    "true; apply_patch <<'E'\n*** Begin Patch\n*** End Patch\nE",
    'apply_patch "$X"',
  ];

  for (const line of unread)
    it(`is not plain: ${JSON.stringify(line)}`, () => assert.notDeepEqual(read(line).doubts, []));

  it('tells what it writes, and not what it only reads or passes on', () => {
    const { writes } = read('a > b 2>> c <d 2>&1 >&- &> "e f" >| $g > /dev/null');
    assert.deepEqual(writes.map((word) => word ?? '?').sort(), ['/dev/null', '?', 'b', 'c', 'e f']);
    assert.deepEqual(read("cat <<'E' > x.txt\nhi\nE").writes, ['x.txt']);
    assert.deepEqual(read('{ a; } >> log').writes, ['log']);
  });

  it('tells the patch that Codex takes out of it', () => {
    const patch = '*** Begin Patch\n*** Delete File: a\n*** End Patch\n';
    assert.deepEqual(read(`apply_patch <<'EOF'\n${patch}EOF`).patch, { text: patch });
    assert.deepEqual(read(`cd 'a b' && apply_patch <<'EOF'\n${patch}EOF\n`).patch, { text: patch, folder: 'a b' });
    for (const line of [`ls && apply_patch <<'EOF'\n${patch}EOF`, `cd a; apply_patch <<'EOF'\n${patch}EOF`])
      assert.equal(read(line).patch, undefined);
  });

  it('may start what is listed, and nothing else', () => {
    const mode = modeOf(['git status *', 'make test', 'npm run lint:*'], []);
    for (const line of ['git status', 'git status -s .', 'make test', 'cd x && git -C y status', 'npm run lint:css'])
      assert.deepEqual(rulesOf(line, mode), [], line);
    for (const line of ['git', 'git log', 'make', 'make test deploy', 'git -c a=b status', './git status', 'source x'])
      assert.deepEqual(rulesOf(line, mode), ['commands.mode'], line);
  });

  it('may never start what is forbidden, however it is written', () => {
    const mode = modeOf([], ['git push *']);
    const lines = [
      'git push',
      'git -C x push -f',
      'git -c a.b=c --git-dir d push',
      '/usr/bin/git push',
      "X=1 'git' push",
    ];
    for (const line of lines) assert.deepEqual(rulesOf(line, mode), ['commands.mode'], line);
    for (const line of ['git $X', 'git "$@"', 'ls | xargs git'])
      assert.deepEqual(rulesOf(line, mode), ['commands.unread'], line);
    for (const line of ['git pull', 'gitk push', 'echo git push']) assert.deepEqual(rulesOf(line, mode), [], line);
  });

  it('may run nothing where everything is forbidden', () =>
    assert.deepEqual(rulesOf('ls', modeOf([], ['*'])), ['commands.mode']));

  it('writes temporary files, and none of the repository', () => {
    const mode = modeOf([], []);
    assert.deepEqual(rulesOf('a > /tmp/x 2> /dev/null', mode), []);
    for (const line of ['a > x', 'a > ../x', 'a > /etc/x', 'a > /tmp/../etc/x', 'a > /work/src/x'])
      assert.deepEqual(rulesOf(line, mode), ['commands.write'], line);
    assert.deepEqual(rulesOf('a > $X', mode), ['commands.unread']);
  });

  it('tells no words of the line that may be secret', () => {
    const token = ['ghp_', 'a'.repeat(36)].join('');
    const [finding] = judgeCommand(read(`curl -H 'Authorization: ${token}' x`), {
      mode: modeOf(['ls'], []),
      root: '/w',
      cwd: '/w',
      hash,
    });
    assert.ok(finding);
    assert.doesNotMatch(finding.message, /ghp_/);
    assert.match(finding.message, /`curl` is not among the commands of mode Work/);
  });
});
