import { failure, success, type Result } from '../result.ts';
import { unread, type Fault, type Find, type Finds, type Found } from './find.ts';
import { npmGroups, npmOverride, npmPackage, npmTables } from './npm-manifest.ts';
import { each, readEntries, textAt, textOf, type Entry, type Tree } from './tree.ts';
import { linesOf } from './text-lines.ts';
import { parseYaml } from './yaml-tree.ts';

const constraint = ({ key, at, value }: Entry): Finds => {
  const requirement = textOf(value) ?? (value.kind === 'other' ? value.text : textAt(value, 'specifier'));
  return [{ at, group: 'constraint', ...npmPackage(key, requirement) }];
};

const configuration = ({ key, at, value }: Entry): Finds => [
  { at, group: 'build', ...npmPackage(key, requirementOf(value) ?? '') },
];

/** Reads pnpm-workspace.yaml: catalogs and overrides bound versions, configuration dependencies are installed first. */
export function* readPnpmWorkspace(tree: Tree): Finds {
  yield* readEntries(tree, 'catalog', constraint);
  yield* readEntries(tree, 'catalogs.*', constraint);
  yield* readEntries(tree, 'overrides', npmOverride);
  yield* readEntries(tree, 'configDependencies', configuration);
}

// `react: 18.2.0` up to version 5, `react: {specifier: ^18, version: 18.2.0}` since.
const requirementOf = (value: Tree): string | undefined => {
  if (value.kind === 'map') return textAt(value, 'specifier') || textAt(value, 'version');
  return value.kind === 'other' ? value.text : textOf(value);
};

function* readImporters(tree: Tree): Finds {
  yield* readEntries(tree, 'importers', ({ value }) => npmTables(value, '', requirementOf));
  yield* readEntries(tree, 'importers.*.configDependencies', configuration);
  yield* npmTables(tree, '', requirementOf);
  yield* readEntries(tree, 'overrides', npmOverride);
  yield* readEntries(tree, 'catalogs.*', constraint);
}

const packageLine = /^ {2}(?:'([^']+)'|([^\s'"#:][^\s]*?)):(?: .*)?$/;
// `name@1.0.0(peer@2)` since version 6, with a slash before it there; `/name/1.0.0_peer` before.
const packageKey = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](.+)$/;

const lockedPackage = (line: string, start: number): Find => {
  const found = packageLine.exec(line);
  const key = found?.[1] ?? found?.[2];
  const at = { start: start + 2, end: start + line.length };
  const [, name = '', version = ''] = packageKey.exec(key ?? '') ?? [];
  if (key === undefined || name === '') return unread(at, 'This is no name of a package.');
  const from = line.indexOf(name, 2);
  const place = { start: start + from, end: start + from + name.length };
  const requirement = version.replace(/[(_].*$/, '');
  return { at: place, group: 'unstated', direct: false, ...npmPackage(name, requirement) } satisfies Found;
};

/** Everything that is locked, with what it needs in turn: nine tenths of the file, one line of interest in ten. */
function* readPackages(text: string, shift: number): Finds {
  for (const { start, text: line } of linesOf(text))
    if (/^ {2}[^\s#]/.test(line)) yield lockedPackage(line, start + shift);
}

interface Section {
  readonly key: string;
  readonly start: number;
  readonly text: string;
}

const bulk = new Set(['packages', 'snapshots', 'time']);
const sectionStart = /^(?:(['"]?)([\w$-]+)\1:(?=\s|$)|---(?=\s|$)|\.\.\.(?=\s|$)|[^\s#])/gm;

/**
 * A lockfile cut before every line that is not indented. That is sound in YAML: whatever continues a value of the
 * outermost table is indented.
 */
const cutSections = (text: string): Result<readonly Section[], Fault> => {
  const starts = [...text.matchAll(sectionStart)];
  const odd = starts.find(([head, , key]) => key === undefined && !/^(?:---|\.\.\.)/.test(head));
  if (odd !== undefined) return failure({ at: odd.index, message: 'This line belongs to no section of a lockfile.' });
  return success(
    starts.map(({ index, 2: key = '' }, at) => ({
      key,
      start: index,
      text: key === '' ? '' : text.slice(index, starts[at + 1]?.index ?? text.length),
    })),
  );
};

const asked: ReadonlySet<string> = new Set(['importers', 'overrides', 'catalogs', ...Object.keys(npmGroups)]);

/** Reads pnpm-lock.yaml of every version, also of several documents. What is asked for is YAML to us, the bulk is lines. */
export const readPnpmLock = (text: string): Result<Finds, Fault> => {
  const sections = cutSections(text);
  if (!sections.ok) return sections;
  const finds: Finds[] = [];
  for (const { key, start, text: section } of sections.value) {
    if (key === 'packages') finds.push(readPackages(section, start));
    if (bulk.has(key) || key === '') continue;
    const trees = parseYaml(section, start);
    if (!trees.ok) return trees;
    if (asked.has(key)) finds.push(each(trees.value, readImporters));
  }
  return success(each(finds, (found) => found));
};
