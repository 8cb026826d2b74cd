// Reads the command line of the desktop `code` executable, as far as test runs use it.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CodeArguments {
  /** Folders of unpacked extensions. */
  readonly unpacked: readonly string[];
  readonly tests: string | undefined;
  readonly folder: string | undefined;
  readonly workspace: string | undefined;
  readonly userData: string | undefined;
  readonly extensions: string | undefined;
  readonly version: boolean;
  readonly installs: boolean;
}

const withValue = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'user-data-dir',
  'extensions-dir',
  'folder-uri',
  'file-uri',
  'install-extension',
]);

/** What the words ask for; switches of the desktop build that mean nothing here are accepted and left out. */
export function readCodeArguments(words: readonly string[]): CodeArguments {
  const { values, switches, others } = splitWords(words);
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const path = (name: string): string | undefined => asPath(last(name));
  const target = path('folder-uri') ?? path('file-uri') ?? asPath(others[0]);
  const isWorkspace = target?.endsWith('.code-workspace') === true;
  return {
    unpacked: (values.get('extensionDevelopmentPath') ?? []).map((value) => asPath(value) ?? value),
    tests: path('extensionTestsPath'),
    folder: isWorkspace ? undefined : target,
    workspace: isWorkspace ? target : undefined,
    userData: path('user-data-dir'),
    extensions: path('extensions-dir'),
    version: switches.has('version'),
    installs: values.has('install-extension'),
  };
}

interface SplitWords {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly switches: ReadonlySet<string>;
  readonly others: readonly string[];
}

function splitWords(words: readonly string[]): SplitWords {
  const values = new Map<string, string[]>();
  const switches = new Set<string>();
  const others: string[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const parts = /^--([\w-]+)(?:=(.*))?$/s.exec(word);
    const name = parts?.[1];
    if (name === undefined) others.push(word);
    else if (withValue.has(name)) values.set(name, [...(values.get(name) ?? []), parts?.[2] ?? left.shift() ?? '']);
    else switches.add(name);
  }
  return { values, switches, others };
}

function asPath(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^(file|vscode-remote):\/\//.test(value)) return resolve(value);
  return fileURLToPath(value.replace(/^vscode-remote:\/\/[^/]*/, 'file://'));
}
