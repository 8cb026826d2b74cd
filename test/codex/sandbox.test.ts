import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calls, patches, runs } from './fake-model.ts';
import { ofKind, openLab, read, trustHooks, type Lab } from './lab.ts';

const escalated = { sandbox_permissions: 'require_escalated', justification: 'It is needed.' };

const sdk = (name: string): string =>
  JSON.stringify(import.meta.resolve(`@modelcontextprotocol/sdk/server/${name}.js`));

describe('the sandbox of a governed thread', () => {
  let lab: Lab;
  afterEach(async () => lab.dispose());
  const isUntouched = (): void => equal(lab.git('status', '--short', '--untracked-files=all'), '');

  it('refuses what a shell would write, anywhere, and asks nobody', async () => {
    lab = await openLab();
    lab.model.script([runs(`echo in > b.txt; echo out > "${join('$TMPDIR', 'b.txt')}"; cat a.txt; exit 3`)]);
    const events = await read(await lab.start()).turn('Write.');
    match(
      lab.model.requests.at(-1)?.texts.at(-1) ?? '',
      /b\.txt: Read-only file system[^]*b\.txt: Read-only file system[^]*one/,
    );
    deepEqual(
      events.filter((event) => 'ask' in event),
      [],
    );
    isUntouched();
  });

  it('is left by nothing that was not asked for', async () => {
    lab = await openLab();
    lab.model.script([runs("echo 'in here' > b.txt", 'code', escalated)]);
    const events = await read(await lab.start(), () => ({ decline: 'Stay inside.' })).turn('Write.');
    deepEqual(
      ofKind(events, 'asks-command').map(({ means, command, cwd, reason }) => ({ means, command, cwd, reason })),
      [{ means: 'run', command: "echo 'in here' > b.txt", cwd: lab.root, reason: 'It is needed.' }],
    );
    deepEqual(
      ofKind(events, 'command-ended').map(({ status, exitCode }) => [status, exitCode]),
      [['declined', undefined]],
    );
    ok(lab.model.requests.at(-1)?.texts.includes('Stay inside.'));
    isUntouched();
  });

  it('asks again before something is typed into a command outside of it', async () => {
    lab = await openLab();
    const terminal = { tty: true, yield_time_ms: 300 };
    lab.model.script([runs('cat', 'classic', { ...terminal, ...escalated })]);
    const reading = read(await lab.start(), ({ kind, ...ask }) =>
      kind === 'asks-command' && 'means' in ask && ask.means === 'run' ? 'accept' : 'decline',
    );
    await reading.turn('Start it.');
    const session = /session ID (?<id>\d+)/.exec(lab.model.requests.at(-1)?.texts.at(-1) ?? '')?.groups?.['id'];
    lab.model.script([
      { tool: 'write_stdin', arguments: { session_id: Number(session), chars: 'echo hi\n', yield_time_ms: 300 } },
    ]);
    const events = await reading.turn('Type.');
    const [asked] = ofKind(events, 'asks-command');
    equal(asked?.means, 'stdin');
    match(asked.command, /echo hi/);
    deepEqual(ofKind(events, 'typed'), []);
  });

  it('closes files to reading where the mode says so, for commands and for patches', async () => {
    const files = {
      'a.txt': 'one\n',
      'secrets/k': 'S1\n',
      'pkg/.env': 'E1\n',
      '.env': 'E0\n',
      'x/y/deep.pem': 'P\n',
      'k.key': 'K\n',
    };
    lab = await openLab({ files });
    lab.model.script(
      [runs('cat secrets/k pkg/.env .env x/y/deep.pem k.key; cat a.txt')],
      [patches('*** Update File: secrets/k\n@@\n-S1\n+S2')],
    );
    const thread = await lab.start({
      permissions: { denyReads: ['secrets/', '**/.env', './x/**/*.{pem,crt}', '*.key', 'not/there'] },
    });
    equal(thread.sandbox, 'profile');
    const events = await read(thread, () => 'accept').turn('Look.');
    const [ended] = ofKind(events, 'command-ended');
    equal(ended?.output.match(/Permission denied/g)?.length, 5);
    match(ended.output, /one\n$/);
    deepEqual(ofKind(events, 'asks-patch'), []);
    isUntouched();
  });

  it('holds against the configuration of the person: another sandbox, no questions, another who answers them', async () => {
    const top = 'sandbox_mode = "danger-full-access"\napproval_policy = "never"\napprovals_reviewer = "auto_review"\n';
    lab = await openLab({ top });
    lab.model.script([runs('echo in > b.txt')], [patches('*** Update File: a.txt\n@@\n-one\n+two')]);
    const events = await read(await lab.start()).turn('Write.');
    equal(ofKind(events, 'asks-patch').length, 1);
    isUntouched();
  });

  it('holds a command that a rule of the person allows', async () => {
    lab = await openLab({ home: { 'rules/own.rules': 'prefix_rule(pattern=["touch"], decision="allow")\n' } });
    lab.model.script([runs('touch b.txt')], [runs('touch c.txt', 'code', escalated)]);
    await read(await lab.start()).turn('Write.');
    match(lab.model.requests.at(-1)?.texts.at(-1) ?? '', /c\.txt': Read-only file system/);
    isUntouched();
  });

  it('lets no hook of the person say yes in our place', async () => {
    const yes = { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } } };
    const hook = { type: 'command', command: `echo '${JSON.stringify(yes)}'` };
    lab = await openLab({
      home: { 'hooks.json': JSON.stringify({ hooks: { PermissionRequest: [{ hooks: [hook] }] } }) },
    });
    await trustHooks(lab);
    lab.model.script([patches('*** Update File: a.txt\n@@\n-one\n+two')]);
    const events = await read(await lab.start()).turn('Write.');
    equal(ofKind(events, 'asks-patch').length, 1);
    isUntouched();
  });

  it('asks before a tool of a server runs that is not read-only', async () => {
    lab = await openLab();
    const server = join(lab.home, 'notes.mjs');
    writeFileSync(
      server,
      `import { McpServer } from ${sdk('mcp')};
      import { StdioServerTransport } from ${sdk('stdio')};
      const server = new McpServer({ name: 'notes', version: '1' });
      const say = (text) => async () => ({ content: [{ type: 'text', text }] });
      server.registerTool('write', { description: 'writes', inputSchema: {} }, say('written'));
      server.registerTool('look', { description: 'looks', inputSchema: {}, annotations: { readOnlyHint: true } }, say('seen'));
      await server.connect(new StdioServerTransport());`,
    );
    const lines = `[mcp_servers.notes]\ncommand = "${process.execPath}"\nargs = ["${server}"]\n`;
    writeFileSync(join(lab.home, 'config.toml'), lines, { flag: 'a' });
    lab.model.script([calls('mcp__notes__write', {})], [calls('mcp__notes__look', {})]);
    const events = await read(await lab.start()).turn('Note it.');
    const [asked, ...more] = ofKind(events, 'asks-tool');
    deepEqual([asked?.server, more], ['notes', []]);
    match(asked?.message ?? '', /write/);
    deepEqual(
      ofKind(events, 'tool-ended').map(({ tool, status }) => [tool, status]),
      [
        ['write', 'failed'],
        ['look', 'completed'],
      ],
    );
  });
});
