// Source packages of Debian, without a change to the machine: apt reads a configuration of our own, which is the machine's
// with source entries in the place of its binary ones.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runTool } from './run-tool.ts';

/**
 * The entries of one of apt's files, for sources only.
 * @param name ends in `.list` (a line an entry) or in `.sources` (a paragraph an entry); another file has no entries.
 */
export function sourceEntries(name: string, text: string): string {
  if (name.endsWith('.sources')) return text.replaceAll(/^Types:.*$/gim, 'Types: deb-src');
  if (!name.endsWith('.list')) return '';
  const lines = text.split('\n').flatMap((line) => {
    const entry = /^\s*deb(?:-src)?\s+(.*)$/.exec(line)?.[1]?.trim();
    return entry === undefined ? [] : [`deb-src ${entry}\n`];
  });
  // A line that was there for both kinds of packages.
  return [...new Set(lines)].join('');
}

/** Where apt finds the machine's entries. */
const machineEntries = '/etc/apt';

/** A source package as a mirror lists it: its version, and the archives it is of. */
interface Listed {
  readonly version: string;
  readonly archives: readonly string[];
}

/**
 * Which versions of a source package to ask for, in order: those of a known archive, then the newest.
 * @param text as `apt-cache showsrc` prints it, the oldest first.
 */
export function versionsToAsk(text: string, known: readonly string[]): readonly string[] {
  const listed = text.split(/\n\n+/).flatMap((paragraph): readonly Listed[] => {
    const version = /^Version: (\S+)$/m.exec(paragraph)?.[1];
    const archives = [...paragraph.matchAll(/^ [\da-f]+ \d+ (\S+)$/gm)].map(([, name = '']) => name);
    return version === undefined ? [] : [{ version, archives }];
  });
  const isKnown = ({ archives }: Listed): boolean => archives.some((archive) => known.includes(archive));
  const newest = listed.toReversed();
  const ordered = [...newest.filter(isKnown), ...newest.filter((each) => !isKnown(each))];
  return [...new Set(ordered.map(({ version }) => version))];
}

export interface DebianSources {
  /**
   * Brings the source of a package, without Debian's changes to it, and gives the archive's file name.
   * @param known archives that are as good as the newest, and asked for before it.
   */
  readonly bring: (source: string, folder: string, known?: readonly string[]) => Promise<string>;
}

/**
 * Reads which sources there are.
 * @param folder an empty one, for apt's lists.
 */
export async function openDebianSources(folder: string): Promise<DebianSources> {
  const parts = join(folder, 'parts');
  for (const made of [parts, join(folder, 'lists/partial'), join(folder, 'cache/archives/partial')]) {
    mkdirSync(made, { recursive: true });
  }
  for (const [name, text] of readMachineEntries()) writeFileSync(join(parts, name), sourceEntries(name, text));
  const options = [
    ['Dir::Etc::sourcelist', '/dev/null'],
    ['Dir::Etc::sourceparts', parts],
    ['Dir::State::lists', join(folder, 'lists')],
    ['Dir::Cache', join(folder, 'cache')],
    // Its own user may not write into our folders.
    ['APT::Sandbox::User', 'root'],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const apt = async (words: readonly string[], cwd: string): Promise<string> =>
    runTool('apt-get', ['-qq', ...options, ...words], { cwd });
  await apt(['update'], folder);
  const versionsOf = async (source: string, known: readonly string[]): Promise<readonly string[]> =>
    versionsToAsk(await runTool('apt-cache', [...options, 'showsrc', '--only-source', source], { cwd: folder }), known);
  return {
    bring: async (source, into, known = []) => {
      const reasons: string[] = [];
      for (const version of await versionsOf(source, known)) {
        try {
          await apt(['source', '--download-only', '--only-source', '--tar-only', `${source}=${version}`], into);
          return theArchive(source, readdirSync(into));
        } catch (error) {
          // A mirror may list an update before it has it, and for hours: the version before it serves as well.
          reasons.push(String(error));
        }
      }
      throw new Error(reasons.join('\n') || `no source package ${source} is listed`);
    },
  };
}

function readMachineEntries(): readonly (readonly [string, string])[] {
  const parts = join(machineEntries, 'sources.list.d');
  const files = existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [];
  return [join(machineEntries, 'sources.list'), ...files]
    .filter((file) => existsSync(file))
    .map((file) => [basename(file), readFileSync(file, 'utf8')]);
}

/** A package may have more archives beside its main one, `NAME_VERSION.orig-PART.tar.xz`. */
function theArchive(source: string, names: readonly string[]): string {
  const found = names.find((name) => /\.orig\.tar\.\w+$/.test(name)) ?? names.find((name) => /\.tar\.\w+$/.test(name));
  if (found === undefined) throw new Error(`apt-get brought no archive of the source package ${source}`);
  return found;
}
