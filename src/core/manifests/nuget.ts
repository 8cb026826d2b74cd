import type { DependencyGroup } from './dependency.ts';
import { unread, type Find, type Finds } from './find.ts';
import { each, readEntries, textAt, type Tree } from './tree.ts';
import { under, type Element, type Value } from './xml-elements.ts';

// NuGet compares names without regard to case.
const nugetName = (name: string): string => name.toLowerCase();

const items: ReadonlyMap<string, DependencyGroup> = new Map([
  ['PackageReference', 'runtime'],
  ['GlobalPackageReference', 'build'],
  ['PackageDownload', 'build'],
  ['DotNetCliToolReference', 'build'],
  ['PackageVersion', 'constraint'],
]);

const versionOf = (item: Element): string =>
  item.attributes.get('Version')?.text ??
  item.attributes.get('VersionOverride')?.text ??
  under(item, 'Version')[0]?.text.text ??
  '';

/** Several names may share an attribute, with semicolons between them. */
function* namesIn(value: Value, found: (name: string, at: Value['at']) => Find): Finds {
  // An entity in the text moves everything behind it; names of packages have none.
  const isPlain = value.at.end - value.at.start === value.text.length;
  for (const { 0: part, index } of value.text.matchAll(/[^;]+/g)) {
    const name = part.trim();
    if (name === '') continue;
    const start = value.at.start + index + part.indexOf(name);
    const at = isPlain ? { start, end: start + name.length } : value.at;
    yield /[$@%]\(/.test(name) ? unread(at, `${name} is filled in by the build.`) : found(name, at);
  }
}

const packages =
  (group: DependencyGroup, requirement: string) =>
  (name: string, at: Value['at']): Find => ({ name: nugetName(name), at, group, requirement });

const readItem = (item: Element, group: DependencyGroup): Finds => {
  const included = item.attributes.get('Include');
  if (included !== undefined) return namesIn(included, packages(group, versionOf(item)));
  // An update changes what is included elsewhere.
  const updated = item.attributes.get('Update');
  return updated === undefined ? [] : namesIn(updated, packages('constraint', versionOf(item)));
};

/** `Name/1.0`, or a version beside it: a build from a package. Without a version it is one that comes with .NET. */
function* readSdk(sdk: Value | undefined, version: string): Finds {
  if (sdk === undefined) return;
  const found = namesIn(sdk, (written, { start }) => {
    const [name = '', requirement = version] = written.split('/');
    return { name: nugetName(name), at: { start, end: start + name.length }, group: 'build', requirement };
  });
  yield* each(found, (find) => ('requirement' in find && find.requirement === '' ? [] : [find]));
}

const readElement = (element: Element): Finds => {
  const group = items.get(element.name);
  if (group !== undefined) return readItem(element, group);
  const sdk = element.attributes.get(element.name === 'Sdk' ? 'Name' : 'Sdk');
  const isSdk = ['Project', 'Sdk', 'Import'].includes(element.name);
  return each([isSdk ? readSdk(sdk, versionOf(element)) : [], each(element.children, readElement)], (finds) => finds);
};

/** Reads a project of .NET and the files of properties that projects share. References to projects are none to packages. */
export const readMsbuild = (project: Element): Finds => readElement(project);

/** Reads packages.config. It does not tell what was asked for from what came along: all of it counts as asked for. */
export const readPackagesConfig = (root: Element): Finds =>
  each(under(root, 'package'), ({ attributes, at }): Finds => {
    const id = attributes.get('id');
    if (id === undefined) return [unread(at, 'A package without an id stands here.')];
    const group = attributes.get('developmentDependency')?.text === 'true' ? 'development' : 'runtime';
    return [{ name: nugetName(id.text), at: id.at, group, requirement: attributes.get('version')?.text ?? '' }];
  });

/** Reads packages.lock.json: for every framework, packages that are direct, come along, or are projects. */
export const readNugetLock = (tree: Tree): Finds =>
  readEntries(tree, 'dependencies.*', ({ key, at, value }): Finds => {
    const type = textAt(value, 'type');
    const origin = type === 'Project' ? 'repository' : 'registry';
    const requirement = textAt(value, 'resolved');
    return [{ name: nugetName(key), at, group: 'unstated', direct: type === 'Direct', requirement, origin }];
  });

/** Reads dotnet-tools.json. */
export const readDotnetTools = (tree: Tree): Finds =>
  readEntries(tree, 'tools', ({ key, at, value }) => [
    { name: nugetName(key), at, group: 'development', requirement: textAt(value, 'version') },
  ]);
