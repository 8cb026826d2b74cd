import { frontMatterOf } from '../markdown/front-matter.ts';
import { readText } from '../policy/read.ts';
import { knownShape } from '../policy/shape.ts';
import { present } from '../present.ts';
import { workFileOf, type WorkFile } from '../work-document/read.ts';
import { packageDocument, type PackageDocument } from './document.ts';

/** The folder of the reviewed tree in which packages stand, each in a file of its own, and the page that lists them. */
export const packageFolder = '.codex/governance/packages';
export const packageIndex = `${packageFolder}/README.md`;

/** The file of a package, read. */
export interface PackageFile extends WorkFile {
  /** What stands in it; absent when anything in it is wrong. */
  readonly document?: PackageDocument;
}

/** The id that a path gives to a package; undefined for a path that is none. */
export const packageIdOf = (path: string): string | undefined =>
  path.startsWith(`${packageFolder}/`) && path !== packageIndex
    ? /^([^/]+)\.(?:ya?ml|md)$/.exec(path.slice(packageFolder.length + 1))?.[1]
    : undefined;

/** The YAML of a package, in the lines in which it stands. */
const yamlOf = (path: string, text: string): string => {
  if (!path.endsWith('.md')) return text;
  const matter = frontMatterOf(text);
  return matter?.form === 'yaml' ? text.slice(0, matter.start).replace(/[^\r\n]/g, '') + matter.text : '';
};

/** Reads the file of a package. Every mistake is a problem at its line and column; never throws. */
export const readPackage = (path: string, text: string): PackageFile => {
  const read = readText(path, yamlOf(path, text), {
    schema: packageDocument,
    shape: knownShape(packageDocument),
    name: 'package',
    notAMap: 'A package is a map: lines of `key: value`. Begin with `version: 1`.',
  });
  return { ...workFileOf({ id: packageIdOf(path) ?? path, path, text }, read), ...present('document', read.document) };
};
