// Writes src/codex/protocol/messages.ts anew: what we use of the types that the installed Codex makes of its own protocol.
// npm run protocol
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { projectRoot } from '../test/host/places.ts';
import { cutTypes } from './codex-protocol/cut-types.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export const protocolFile = join(projectRoot, 'src/codex/protocol/messages.ts');

/** The version of Codex that is installed with the project. */
export const installedVersion = (): string => {
  const { version } = createRequire(import.meta.url)('@openai/codex/package.json') as { readonly version: string };
  return version;
};

/** Asks the installed Codex for its protocol; gives the text of the file. It has a home of its own, which is empty. */
export const readProtocol = async (): Promise<string> => {
  const folder = makeTemporaryFolder('codex-protocol');
  try {
    const wrapper = createRequire(import.meta.url).resolve('@openai/codex/bin/codex.js');
    const words = [wrapper, 'app-server', 'generate-ts', '--experimental', '--out', join(folder.path, 'types')];
    execFileSync(process.execPath, words, { env: { ...process.env, CODEX_HOME: folder.path }, stdio: 'pipe' });
    const head = [
      `// Made by \`npm run protocol\` from what codex-cli ${installedVersion()} says of its app-server; not to be edited.`,
      `export const protocolVersion = '${installedVersion()}';`,
    ];
    const text = [...head, '', cutTypes(join(folder.path, 'types')), ''].join('\n');
    return await format(text, { parser: 'typescript', printWidth: 120, singleQuote: true, objectWrap: 'collapse' });
  } finally {
    folder.dispose();
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(protocolFile, await readProtocol());
