import { policyPath } from '#app';
import type { CodexOptions, ToolServer } from '#codex';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { toolServers } from './contributions.ts';
import { nameOf } from './places.ts';
import type { Repositories } from './repositories.ts';
import type { RepositoryWatch } from './repository-watch.ts';

/** How an agent starts our tools for a working tree: the command line that ships with the extension. */
const toolServerOf = (extensionPath: string, root: string): Required<ToolServer> => ({
  command: process.execPath,
  args: [join(extensionPath, 'dist', 'cli.cjs'), 'mcp', '--repo', root],
  // On a desktop the program of the window is VS Code itself, which is Node once it is told so.
  env: { ELECTRON_RUN_AS_NODE: '1' },
});

/** What Codex starts of ours in a governed run: the tools that it may ask, and what judges its commands. */
export const programsOf = (extensionPath: string, root: string): Required<Pick<CodexOptions, 'tools' | 'commands'>> => {
  const tools = toolServerOf(extensionPath, root);
  return {
    tools: { ...tools, args: [...tools.args, '--of-run'] },
    commands: { ...tools, args: [...tools.args.slice(0, 1), 'hook', 'pre-tool-use', '--of-run', '--repo', root] },
  };
};

/** A server that VS Code may start: of its API from 1.101 on, which the types of the oldest one we run in do not have. */
interface ServerDefinition {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  cwd?: vscode.Uri;
}

/** Makes one; of VS Code's own. */
type MakeServer = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => ServerDefinition;

interface ServerProvider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  readonly provideMcpServerDefinitions: () => Promise<readonly ServerDefinition[]>;
}

type Register = (id: string, provider: ServerProvider) => vscode.Disposable;

/** What a newer VS Code has. */
export interface ServerApi {
  readonly lm?: { readonly registerMcpServerDefinitionProvider?: Register };
  readonly McpStdioServerDefinition?: MakeServer;
}

const isGoverned = async ({ root }: RepositoryWatch): Promise<boolean> =>
  vscode.workspace.fs.stat(vscode.Uri.joinPath(root, policyPath)).then(
    () => true,
    () => false, // There is none, or nobody may look.
  );

interface Options {
  /** Empty in a folder that is not trusted: what is not looked at is offered nothing. */
  readonly repositories: Pick<Repositories, 'watches' | 'onDidChange'>;
  readonly extensionPath: string;
  /** Of the extension. */
  readonly version: string;
}

const serversFor = async (
  { repositories, extensionPath, version }: Options,
  Server: MakeServer,
): Promise<readonly ServerDefinition[]> => {
  const servers: ServerDefinition[] = [];
  for (const watch of repositories.watches()) {
    if (!(await isGoverned(watch))) continue;
    const { command, args, env } = toolServerOf(extensionPath, watch.machine.repository.root);
    const server = new Server(`${toolServers.label}: ${nameOf(watch.root)}`, command, args, env, version);
    server.cwd = watch.root;
    servers.push(server);
  }
  return servers;
};

const rootsOf = ({ repositories }: Options): string =>
  repositories
    .watches()
    .map(({ root }) => root.toString())
    .join('\n');

/** Offers our tools to the agents of the window, a server for each repository that has a policy. An older VS Code knows of none. */
export const offerTools = (options: Options, api: ServerApi = vscode as unknown as ServerApi): vscode.Disposable => {
  const { lm, McpStdioServerDefinition: Server } = api;
  const changed = new vscode.EventEmitter<void>();
  const registered =
    Server === undefined
      ? undefined
      : lm?.registerMcpServerDefinitionProvider?.(toolServers.id, {
          onDidChangeMcpServerDefinitions: changed.event,
          provideMcpServerDefinitions: async () => serversFor(options, Server),
        });
  if (registered === undefined) return changed;
  let roots = rootsOf(options);
  // Every look at a change is news of a repository; what is offered goes by which there are.
  const look = (): void => {
    const now = rootsOf(options);
    if (now === roots) return;
    roots = now;
    changed.fire();
  };
  const policies = vscode.workspace.createFileSystemWatcher(`**/${policyPath}`, false, true, false);
  return vscode.Disposable.from(
    registered,
    policies,
    policies.onDidCreate(() => changed.fire()),
    policies.onDidDelete(() => changed.fire()),
    options.repositories.onDidChange(look),
    changed,
  );
};
