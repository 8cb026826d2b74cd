import { rememberUpTo } from '../remember.ts';
import { failure, success, type Result } from '../result.ts';
import type { Dependency, Ecosystem, ManifestProblem, ManifestReading, UnreadPlace } from './dependency.ts';
import { isAsked, type Fault, type Finds, type Found } from './find.ts';
import { manifestFormats, type Format, type ManifestFormat, type ManifestRole } from './formats.ts';
import { locateIn } from './places.ts';

/** What the name of a file tells: whose packages it names, and in which form. */
export interface ManifestKind {
  readonly ecosystem: Ecosystem;
  readonly format: ManifestFormat;
  readonly role: ManifestRole;
}

const find = (path: string): readonly [ManifestFormat, Format] | undefined =>
  manifestFormats.find(([, format]) => format.path.test(path));

// Each file of a change is asked about a dozen times, which is some thirty expressions each time.
const mostPaths = 20_000;

/** The kind of a manifest or lockfile by its path; undefined for any other file. */
export const manifestOf = rememberUpTo(mostPaths, (path: string): ManifestKind | undefined => {
  const found = find(path);
  return found && { ecosystem: found[1].ecosystem, format: found[0], role: found[1].role };
});

/** Characters; ten times the largest lockfile that was met. A larger one is not read at all. */
const largest = 32_000_000;

const collect = (text: string, ecosystem: Ecosystem, finds: Finds): ManifestReading => {
  const locate = locateIn(text);
  const dependencies: Dependency[] = [];
  const unread: UnreadPlace[] = [];
  let declares: string | undefined;
  const written = (at: Found['at'], place: ReturnType<typeof locate>): string =>
    text.slice(at.start, at.start + place.endColumn - place.column);
  for (const found of finds) {
    if ('declares' in found) {
      ({ declares } = found);
      continue;
    }
    const place = locate(found.at);
    const asWritten = written(found.at, place);
    if ('unread' in found) unread.push({ ...place, written: asWritten, message: found.unread });
    else dependencies.push({ ...place, ...toDependency(found, ecosystem), asWritten });
  }
  return { dependencies, unread, ...(declares !== undefined && { declares }) };
};

const toDependency = (
  found: Found,
  ecosystem: Ecosystem,
): Omit<Dependency, 'line' | 'column' | 'endColumn' | 'asWritten'> => ({
  ecosystem: found.ecosystem ?? ecosystem,
  name: found.name,
  group: found.group,
  direct: isAsked(found),
  requirement: found.requirement ?? '',
  origin: found.origin ?? 'registry',
});

const sayFault = (text: string, { at, message }: Fault): ManifestProblem => {
  const start = Math.min(Math.max(at, 0), text.length);
  return { ...locateIn(text)({ start, end: text.length }), message };
};

const readWith = (
  [, { ecosystem, read }]: readonly [ManifestFormat, Format],
  path: string,
  text: string,
): Result<ManifestReading, ManifestProblem> => {
  try {
    const finds = read(text, path);
    return finds.ok ? success(collect(text, ecosystem, finds.value)) : failure(sayFault(text, finds.error));
  } catch (error) {
    // The parsers descend by calling themselves: what is nested deeper than the stack is nobody's manifest.
    if (!(error instanceof RangeError)) throw error;
    return failure(sayFault(text, { at: 0, message: 'This file is nested too deep to be read.' }));
  }
};

/**
 * Reads what a manifest or a lockfile depends on, with the place of every name. A file that cannot be read is a problem,
 * never a file without dependencies; undefined is given for a path that is no manifest.
 */
export const readManifest = (path: string, text: string): Result<ManifestReading, ManifestProblem> | undefined => {
  const found = find(path);
  if (found === undefined) return undefined;
  if (text.length > largest)
    return failure({
      line: 1,
      column: 1,
      endColumn: 1,
      message: `This file is too large to be read: it has more than ${largest / 1e6} million characters.`,
    });
  // A byte order mark is no part of the text: neither for a parser nor for whoever counts columns.
  return readWith(found, path, text.replace(/^\uFEFF/, ''));
};
