// Loaded in the extension host in place of the real test index: sends its console to the terminal, then runs the index.
import { appendFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

type Run = () => unknown;

/** What VS Code calls in the extension host. */
export async function run(): Promise<void> {
  const output = process.env['CODE_HOST_CONSOLE'] ?? '';
  const tests = process.env['CODE_HOST_TESTS'] ?? '';
  const print = (text: string): void => appendFileSync(output, text);
  takeConsole(print);
  try {
    const index = await loadIndex(tests);
    await index();
    // VS Code reports 0 for an extension host that was killed too; only this file says that the tests came to their end.
    writeFileSync(`${output}.done`, 'ok');
  } catch (error) {
    print(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    throw error;
  }
}

/** A plain assignment is swallowed by a setter of the host's own; where even this is refused, the host's stays. */
function replace(owner: object, name: string, value: unknown): void {
  Reflect.defineProperty(owner, name, { value, configurable: true, writable: true });
}

function takeConsole(print: (text: string) => void): void {
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
    replace(console, name, (...parts: unknown[]) => print(`${format(...parts)}\n`));
  }
  for (const stream of [process.stdout, process.stderr]) {
    replace(stream, 'write', (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
      print(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const written = rest.find((item) => typeof item === 'function');
      written?.();
      return true;
    });
  }
}

async function loadIndex(tests: string): Promise<Run> {
  const fromHere = createRequire(__filename);
  const file = fromHere.resolve(tests);
  const loaded: unknown = file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : fromHere(file);
  const found = isRecord(loaded) ? loaded['run'] : undefined;
  if (typeof found !== 'function') throw new Error(`${tests} exports no run()`);
  return found as Run;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
