import { failure, success, type Result } from '../result.ts';
import { readCargoLock, readCargoManifest } from './cargo.ts';
import { readComposerLock, readComposerManifest } from './composer.ts';
import { readCondaEnvironment } from './conda.ts';
import { readDeno } from './deno.ts';
import type { Ecosystem } from './dependency.ts';
import type { Fault, Finds, ReadFormat } from './find.ts';
import { readGemfileLock } from './gemfile-lock.ts';
import { readGoMod, readGoSum } from './go.ts';
import { readGradleCatalog } from './gradle-catalog.ts';
import { readGradle } from './gradle.ts';
import { parseJson, parseJsonWithComments } from './json-tree.ts';
import { readPom } from './maven.ts';
import { readMix, readMixLock } from './mix.ts';
import { readBunLock, readNpmLock } from './npm-locks.ts';
import { readNpmManifest } from './npm-manifest.ts';
import { readDotnetTools, readMsbuild, readNugetLock, readPackagesConfig } from './nuget.ts';
import { readPnpmLock, readPnpmWorkspace } from './pnpm.ts';
import { readPubspec, readPubspecLock } from './pub.ts';
import { readPyproject } from './pyproject.ts';
import { readPackageList, readPipfile, readPipfileLock, readUvLock } from './python-locks.ts';
import { requirementsPath } from './requirements-path.ts';
import { readRequirements } from './requirements.ts';
import { readGemfile, readGemspec } from './ruby.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSwiftLock, readSwiftManifest } from './swift.ts';
import { parseToml } from './toml-tree.ts';
import { each, type Tree } from './tree.ts';
import { parseXml, type Element } from './xml-elements.ts';
import { parseYaml } from './yaml-tree.ts';
import { readYarnLock } from './yarn-lock.ts';

/** What is written by people to say what they want, or by a tool to keep what it chose. */
export type ManifestRole = 'manifest' | 'lockfile';

export interface Format {
  readonly ecosystem: Ecosystem;
  readonly role: ManifestRole;
  /** Matched against the whole path. */
  readonly path: RegExp;
  readonly read: ReadFormat;
}

type Parse<T> = (text: string) => Result<T, Fault>;

const over =
  <T>(parse: Parse<T>, read: (value: T) => Finds): ReadFormat =>
  (text) => {
    const parsed = parse(text);
    return parsed.ok ? success(read(parsed.value)) : parsed;
  };

const json = (read: (tree: Tree) => Finds): ReadFormat => over(parseJson, read);
const jsonWithComments = (read: (tree: Tree) => Finds): ReadFormat => over(parseJsonWithComments, read);
const toml = (read: (tree: Tree) => Finds): ReadFormat => over(parseToml, read);
const yaml = (read: (tree: Tree) => Finds): ReadFormat => over(parseYaml, (trees) => each(trees, read));
const xml = (read: (root: Element) => Finds): ReadFormat => over(parseXml, read);
const setupPy: ReadFormat = () =>
  failure({ at: 0, message: 'A setup.py is a program: what it depends on can only be known by running it.' });

const called = (...names: readonly string[]): RegExp =>
  new RegExp(`(?:^|/)(?:${names.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')).join('|')})$`, 'i');

// The first whose path fits is asked: a name that is more particular stands before one that is less.
const formats = {
  'package.json': { ecosystem: 'npm', role: 'manifest', path: called('package.json'), read: json(readNpmManifest) },
  'package-lock.json': {
    ecosystem: 'npm',
    role: 'lockfile',
    path: called('package-lock.json', 'npm-shrinkwrap.json'),
    read: json(readNpmLock),
  },
  'yarn.lock': { ecosystem: 'npm', role: 'lockfile', path: called('yarn.lock'), read: readYarnLock },
  'pnpm-lock.yaml': { ecosystem: 'npm', role: 'lockfile', path: called('pnpm-lock.yaml'), read: readPnpmLock },
  'pnpm-workspace.yaml': {
    ecosystem: 'npm',
    role: 'manifest',
    path: called('pnpm-workspace.yaml'),
    read: yaml(readPnpmWorkspace),
  },
  'bun.lock': { ecosystem: 'npm', role: 'lockfile', path: called('bun.lock'), read: jsonWithComments(readBunLock) },
  'deno.json': {
    ecosystem: 'deno',
    role: 'manifest',
    path: called('deno.json', 'deno.jsonc', 'import_map.json'),
    read: jsonWithComments(readDeno),
  },
  'pyproject.toml': { ecosystem: 'pypi', role: 'manifest', path: called('pyproject.toml'), read: toml(readPyproject) },
  'requirements.txt': { ecosystem: 'pypi', role: 'manifest', path: requirementsPath, read: readRequirements },
  'setup.py': { ecosystem: 'pypi', role: 'manifest', path: called('setup.py'), read: setupPy },
  'setup.cfg': { ecosystem: 'pypi', role: 'manifest', path: called('setup.cfg'), read: readSetupCfg },
  Pipfile: { ecosystem: 'pypi', role: 'manifest', path: called('Pipfile'), read: toml(readPipfile) },
  'Pipfile.lock': { ecosystem: 'pypi', role: 'lockfile', path: called('Pipfile.lock'), read: json(readPipfileLock) },
  'uv.lock': { ecosystem: 'pypi', role: 'lockfile', path: called('uv.lock'), read: toml(readUvLock) },
  'poetry.lock': {
    ecosystem: 'pypi',
    role: 'lockfile',
    path: called('poetry.lock', 'pdm.lock'),
    read: toml(readPackageList('package')),
  },
  'pylock.toml': {
    ecosystem: 'pypi',
    role: 'lockfile',
    path: called('pylock.toml', 'pylock.*.toml'),
    read: toml(readPackageList('packages')),
  },
  'environment.yml': {
    ecosystem: 'conda',
    role: 'manifest',
    path: called('environment.yml', 'environment.yaml', 'environment-*.yml', 'environment-*.yaml'),
    read: yaml(readCondaEnvironment),
  },
  'Cargo.toml': { ecosystem: 'cargo', role: 'manifest', path: called('Cargo.toml'), read: toml(readCargoManifest) },
  'Cargo.lock': { ecosystem: 'cargo', role: 'lockfile', path: called('Cargo.lock'), read: toml(readCargoLock) },
  'go.mod': { ecosystem: 'go', role: 'manifest', path: called('go.mod', 'go.work'), read: readGoMod },
  'go.sum': { ecosystem: 'go', role: 'lockfile', path: called('go.sum', 'go.work.sum'), read: readGoSum },
  'pom.xml': { ecosystem: 'maven', role: 'manifest', path: called('pom.xml', '*.pom'), read: xml(readPom) },
  'build.gradle': {
    ecosystem: 'maven',
    role: 'manifest',
    path: called('*.gradle', '*.gradle.kts'),
    read: readGradle,
  },
  'libs.versions.toml': {
    ecosystem: 'maven',
    role: 'manifest',
    path: called('*.versions.toml'),
    read: toml(readGradleCatalog),
  },
  'project.csproj': {
    ecosystem: 'nuget',
    role: 'manifest',
    path: called('*.csproj', '*.fsproj', '*.vbproj', '*.props', '*.targets'),
    read: xml(readMsbuild),
  },
  'packages.config': {
    ecosystem: 'nuget',
    role: 'manifest',
    path: called('packages.config'),
    read: xml(readPackagesConfig),
  },
  'packages.lock.json': {
    ecosystem: 'nuget',
    role: 'lockfile',
    path: called('packages.lock.json'),
    read: json(readNugetLock),
  },
  'dotnet-tools.json': {
    ecosystem: 'nuget',
    role: 'manifest',
    path: called('dotnet-tools.json'),
    read: jsonWithComments(readDotnetTools),
  },
  'project.gemspec': { ecosystem: 'rubygems', role: 'manifest', path: called('*.gemspec'), read: readGemspec },
  'Gemfile.lock': {
    ecosystem: 'rubygems',
    role: 'lockfile',
    path: called('Gemfile.lock', '*.gemfile.lock', 'gems.locked'),
    read: readGemfileLock,
  },
  Gemfile: {
    ecosystem: 'rubygems',
    role: 'manifest',
    path: called('Gemfile', '*.gemfile', 'gems.rb'),
    read: readGemfile,
  },
  'composer.json': {
    ecosystem: 'composer',
    role: 'manifest',
    path: called('composer.json'),
    read: json(readComposerManifest),
  },
  'composer.lock': {
    ecosystem: 'composer',
    role: 'lockfile',
    path: called('composer.lock'),
    read: json(readComposerLock),
  },
  'mix.exs': { ecosystem: 'hex', role: 'manifest', path: called('mix.exs'), read: readMix },
  'mix.lock': { ecosystem: 'hex', role: 'lockfile', path: called('mix.lock'), read: readMixLock },
  'pubspec.yaml': { ecosystem: 'pub', role: 'manifest', path: called('pubspec.yaml'), read: yaml(readPubspec) },
  'pubspec.lock': { ecosystem: 'pub', role: 'lockfile', path: called('pubspec.lock'), read: yaml(readPubspecLock) },
  'Package.swift': {
    ecosystem: 'swift',
    role: 'manifest',
    path: called('Package.swift', 'Package@*.swift'),
    read: readSwiftManifest,
  },
  'Package.resolved': {
    ecosystem: 'swift',
    role: 'lockfile',
    path: called('Package.resolved'),
    read: json(readSwiftLock),
  },
} as const satisfies Readonly<Record<string, Format>>;

/** A kind of file that names dependencies, by a path that such a file usually has. */
export type ManifestFormat = keyof typeof formats;

/** Every format with its name. A new one is an entry above. */
export const manifestFormats = Object.entries(formats) as unknown as readonly (readonly [ManifestFormat, Format])[];
