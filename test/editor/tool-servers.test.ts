import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { makeTemporaryFolder, type TemporaryFolder } from '../../scripts/temporary-folder.ts';
import { contributes, toolServers } from '../../src/editor/contributions.ts';
import { offerTools, type ServerApi } from '../../src/editor/tool-servers.ts';
import * as vscode from 'vscode';
import { sampleRoot } from './settled.ts';

const extension = vscode.extensions.getExtension('codex-governor.codex-governor');
assert.ok(extension);

type Register = NonNullable<NonNullable<ServerApi['lm']>['registerMcpServerDefinitionProvider']>;
type Provider = Parameters<Register>[1];

const greeting = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

/** A window with repositories at these roots. */
const windowOf = (...roots: readonly vscode.Uri[]) => {
  const changed = new vscode.EventEmitter<void>();
  let open = roots;
  return {
    watches: () => open.map((root) => ({ root, machine: { repository: { root: root.fsPath } } })),
    onDidChange: changed.event,
    look: (...now: readonly vscode.Uri[]) => {
      open = now;
      changed.fire();
    },
  };
};

describe('the tools for agents of the window', () => {
  let bare: TemporaryFolder;
  let offer: vscode.Disposable;
  let provider: Provider;
  let news: number;
  let windows: ReturnType<typeof windowOf>;
  before(() => {
    bare = makeTemporaryFolder('no-policy');
    windows = windowOf(sampleRoot(), vscode.Uri.file(bare.path));
    // The extension has the id for itself; what it registers is looked at by the one that is made here.
    const { McpStdioServerDefinition } = vscode as unknown as Required<ServerApi>;
    const registered: [string, Provider][] = [];
    const registerMcpServerDefinitionProvider: Register = (id, given) => {
      registered.push([id, given]);
      return new vscode.Disposable(() => undefined);
    };
    const options = {
      repositories: windows as unknown as Parameters<typeof offerTools>[0]['repositories'],
      extensionPath: extension.extensionPath,
      version: '1.2.3',
    };
    offer = offerTools(options, { lm: { registerMcpServerDefinitionProvider }, McpStdioServerDefinition });
    const [one] = registered;
    assert.ok(one);
    assert.equal(one[0], toolServers.id);
    provider = one[1];
    news = 0;
    provider.onDidChangeMcpServerDefinitions(() => (news += 1));
  });
  after(() => {
    offer.dispose();
    bare.dispose();
  });

  it('are contributed under the id that they are registered by', () => {
    const { mcpServerDefinitionProviders } = contributes() as { readonly mcpServerDefinitionProviders: unknown };
    assert.deepEqual(mcpServerDefinitionProviders, [{ id: toolServers.id, label: toolServers.label }]);
  });

  it('are the command line that ships with the extension, for the one repository that has a policy', async () => {
    const [server, ...more] = await provider.provideMcpServerDefinitions();
    assert.ok(server);
    assert.deepEqual(more, []);
    assert.equal(server.label, 'Codex Governor: meridian');
    assert.equal(server.cwd?.fsPath, sampleRoot().fsPath);
    assert.ok(server.args[0] !== undefined && existsSync(server.args[0]));
    const { stdout, stderr, status } = spawnSync(server.command, server.args, {
      env: { ...process.env, ...server.env },
      input: `${JSON.stringify(greeting)}\n`,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const { result } = JSON.parse(stdout) as { readonly result: { readonly serverInfo: { readonly name: string } } };
    assert.equal(result.serverInfo.name, 'codex-governor');
  });

  it('are news when repositories come or go, and not with each look at them', () => {
    windows.look(sampleRoot(), vscode.Uri.file(bare.path));
    assert.equal(news, 0);
    windows.look();
    assert.equal(news, 1);
  });

  it('are none where no repository is open, as in a folder that is not trusted', async () => {
    windows.look();
    assert.deepEqual(await provider.provideMcpServerDefinitions(), []);
  });

  it('are not offered to a VS Code that knows of no such servers', () => {
    const options = { repositories: windows, extensionPath: '', version: '' } as unknown as Parameters<
      typeof offerTools
    >[0];
    offerTools(options, {}).dispose();
    offerTools(options, { lm: {} }).dispose();
  });
});
