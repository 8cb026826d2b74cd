// The code that our numbers are compared on: sources of Debian packages and packages from npm, fetched into `.corpora`.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../host/places.ts';
import { openDebianSources } from './debian-sources.ts';
import { readRecording } from './recording.ts';
import { runTool } from './run-tool.ts';

/** Source code of others, by name. */
export interface Corpus {
  /** `debian`: the source package as its authors published it; `npm`: the package as it is installed. */
  readonly from: 'debian' | 'npm';
  /** `python3.11`, in the version that the machine's Debian has; `rxjs@7.8.2`, with the exact version. */
  readonly name: string;
  /** What is taken of the archive: patterns of tar, in which `*` is for any text, slashes too. Each must match something. */
  readonly take: readonly string[];
}

export const debian = (name: string, ...take: readonly string[]): Corpus => ({ from: 'debian', name, take });
export const npm = (name: string, ...take: readonly string[]): Corpus => ({ from: 'npm', name, take });

/** A corpus of a language; the same archive may serve two languages, each with its own files. */
export interface Wanted {
  readonly language: string;
  readonly corpus: Corpus;
}

const home = join(projectRoot, '.corpora');

/** Where the corpus is, once it has been fetched. */
export const corpusFolder = ({ language, corpus }: Wanted): string =>
  join(home, language, `${corpus.from}-${corpus.name.replaceAll('/', '+')}`);

/** Written last, into a folder that is whole: which archive it is of, and what was taken of it. */
const markName = '.corpus.json';
type Mark = { readonly archive: string; readonly take: readonly string[] };

/** The archive that the corpus was unpacked from; undefined when the corpus is not there, or not with these files. */
export function archiveOf(wanted: Wanted): string | undefined {
  const file = join(corpusFolder(wanted), markName);
  if (!existsSync(file)) return undefined;
  const mark = JSON.parse(readFileSync(file, 'utf8')) as Mark;
  return JSON.stringify(mark.take) === JSON.stringify(wanted.corpus.take) ? mark.archive : undefined;
}

/**
 * Fetches the corpora that are missing, and says which. A run that is interrupted leaves no half corpus: each is unpacked
 * aside and moved into its place when it is whole. Throws when one cannot be had.
 */
export async function fetchCorpora(all: readonly Wanted[]): Promise<void> {
  const missing = all.filter((wanted) => archiveOf(wanted) === undefined);
  if (missing.length === 0) return;
  clearLeftOvers();
  const aside = join(home, `.fetching-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const fetched = await Promise.allSettled([
      fetchFromDebian(
        missing.filter(({ corpus }) => corpus.from === 'debian'),
        join(aside, 'debian'),
      ),
      fetchFromNpm(
        missing.filter(({ corpus }) => corpus.from === 'npm'),
        join(aside, 'npm'),
      ),
    ]);
    const reasons = fetched.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    if (reasons.length > 0) throw new Error(`not all corpora can be had: ${reasons.join('\n')}`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function fetchFromDebian(missing: readonly Wanted[], aside: string): Promise<void> {
  if (missing.length === 0) return;
  mkdirSync(join(aside, 'apt'), { recursive: true });
  const sources = await openDebianSources(join(aside, 'apt'));
  for (const wanted of missing) {
    const folder = join(aside, `${wanted.language}-${wanted.corpus.name}`);
    mkdirSync(folder);
    // The archives that numbers are recorded of are better than newer ones.
    const recorded = readRecording(wanted.language)?.corpora;
    await install(wanted, folder, await sources.bring(wanted.corpus.name, folder, recorded));
  }
}

async function fetchFromNpm(missing: readonly Wanted[], aside: string): Promise<void> {
  if (missing.length === 0) return;
  mkdirSync(aside, { recursive: true });
  const names = missing.map(({ corpus }) => corpus.name);
  // Packing runs no script of the package.
  const packed = await runTool('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', '.', ...names], {
    cwd: aside,
  });
  const archives = JSON.parse(packed) as readonly { readonly id: string; readonly filename: string }[];
  for (const wanted of missing) {
    const archive = archives.find(({ id }) => id === wanted.corpus.name);
    if (archive === undefined) throw new Error(`npm brought no ${wanted.corpus.name}`);
    await install(wanted, aside, archive.filename);
  }
}

async function install(wanted: Wanted, folder: string, archive: string): Promise<void> {
  const { corpus, language } = wanted;
  const unpacked = join(folder, `unpacked-${archive}`);
  mkdirSync(unpacked);
  const words = ['--extract', '--file', archive, '--directory', unpacked, '--no-same-owner', '--strip-components=1'];
  await runTool('tar', [...words, '--wildcards', ...corpus.take], { cwd: folder });
  writeFileSync(join(unpacked, markName), JSON.stringify({ archive, take: corpus.take } satisfies Mark));
  const target = corpusFolder(wanted);
  mkdirSync(join(target, '..'), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(unpacked, target);
  console.log(`[corpora] ${language}: ${corpus.name} (${archive})`);
}

/** What a run left that was killed. */
function clearLeftOvers(): void {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    const id = /^\.fetching-(\d+)$/.exec(name)?.[1];
    if (id !== undefined && !isRunning(Number(id))) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
