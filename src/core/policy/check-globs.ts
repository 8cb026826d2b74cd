import picomatch from 'picomatch';
import { fixedPrefix, matchesAny, relativePath } from '../glob.ts';
import { growthOfPattern } from './pattern.ts';
import { nearestFile } from './suggest.ts';

/** What is wrong with a glob, in whole sentences. */
export interface GlobFault {
  readonly code: string;
  readonly message: string;
  readonly replacement?: string;
}

const longest = 500;
/** More stars than this in one name, or folders of any depth in one glob, take long on long paths. */
const mostStars = 4;

// The mistakes that make a glob mean something else than it looks like, before its syntax is asked about.
const misunderstood = (glob: string): GlobFault | undefined => {
  if (glob.includes('\\'))
    return {
      code: 'bad-glob',
      message: 'Write / between folders, on every system.',
      replacement: glob.replaceAll('\\', '/'),
    };
  if (glob.startsWith('!'))
    return {
      code: 'bad-glob',
      message:
        'A glob that begins with `!` would match everything else. Put what is excepted under `except` or `deny`.',
    };
  if (/^[A-Za-z]:|^~/.test(glob))
    return {
      code: 'bad-glob',
      message: 'Paths start from the root of the repository. Remove what stands before it.',
    };
  if (glob.split('/').includes('..'))
    return {
      code: 'bad-glob',
      message: 'Paths start from the root of the repository and never lead out of it. Remove `..`.',
    };
  return undefined;
};

const countStars = (text: string): number => text.match(/\*/g)?.length ?? 0;

// Of `{a,*b*}` only the busiest choice counts: a path is matched against one of them.
const busiest = (glob: string): string => {
  let plain = glob;
  for (let group = braces.exec(plain); group !== null; group = braces.exec(plain)) {
    const choices = (group[1] ?? '').split(',').sort((one, other) => countStars(other) - countStars(one));
    plain = `${plain.slice(0, group.index)}${choices[0] ?? ''}${plain.slice(group.index + group[0].length)}`;
  }
  return plain;
};
const braces = /\{([^{}]*)\}/;

const isTangled = (glob: string): boolean => {
  const names = busiest(glob).split('/');
  const anyDepth = names.filter((name) => name.includes('**')).length;
  return anyDepth > mostStars || names.some((name) => countStars(name.replaceAll('**', '')) > mostStars);
};

const tangled: GlobFault = {
  code: 'runaway-glob',
  message: `This glob is so tangled that matching could take very long. Use at most ${mostStars} stars in a name and no repeated group inside another; write several globs instead.`,
};

const syntaxFault = (glob: string): GlobFault | undefined => {
  try {
    const { source } = picomatch.makeRe(glob, { dot: true, strictBrackets: true });
    const growth = /[*+?@!]\(/.test(glob) ? growthOfPattern(source) : 'bearable';
    return growth === 'exponential' || growth === 'unknown' ? tangled : undefined;
  } catch (error) {
    const bracket = /"(.)"/.exec(error instanceof Error ? error.message : '')?.[1];
    const which = bracket === undefined ? 'A bracket' : `The bracket \`${bracket}\``;
    return { code: 'bad-glob', message: `${which} is missing in this glob. Add it, or remove its partner.` };
  }
};

/** Whether a glob may stand in a policy: it means what it looks like, is whole, and cannot run away. */
export const checkGlob = (glob: string): GlobFault | undefined =>
  misunderstood(glob) ?? (glob.length > longest || isTangled(glob) ? tangled : syntaxFault(glob));

/** The files of a repository, for asking whether a glob matches any. */
export interface FileIndex {
  readonly files: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

export const indexFiles = (files: readonly string[]): FileIndex => {
  const folders = new Set<string>();
  for (const file of files)
    for (
      let slash = file.lastIndexOf('/');
      slash > 0 && !folders.has(file.slice(0, slash));
      slash = file.lastIndexOf('/', slash - 1)
    )
      folders.add(file.slice(0, slash));
  return { files, known: new Set(files), folders };
};

const isLiteral = (glob: string): boolean => !/[*?[\]{}()!+@]/.test(glob);

/** True for a glob of which not even the folder is there that it begins with; for one that names no folder, too. */
export const isFolderMissing = (glob: string, { folders }: Pick<FileIndex, 'folders'>): boolean => {
  const path = relativePath(glob);
  // Of a file its folder; of what ends in a slash or holds a star what stands before that.
  const folder =
    isLiteral(path) && !path.endsWith('/') ? path.replace(/\/?[^/]*$/, '') : fixedPrefix(path).replace(/\/$/, '');
  return folder === '' || !folders.has(folder);
};

/** What to say of a glob that matches no file; undefined when it matches one, or names what may yet come. */
export const checkAlive = (
  glob: string,
  { files, known, folders }: FileIndex,
  mayBeEmpty: boolean,
): GlobFault | undefined => {
  const path = relativePath(glob);
  if (known.has(path)) return undefined;
  if (folders.has(path))
    return {
      code: 'dead-glob',
      message: `\`${glob}\` is a folder, and matches no file as it stands. Write \`${path}/\` for all below it.`,
      replacement: `${path}/`,
    };
  if (mayBeEmpty) return undefined;
  if (isLiteral(path) && !path.endsWith('/')) {
    const nearest = nearestFile(path, files);
    const offer = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
    return {
      code: 'dead-glob',
      message: `There is no file \`${glob}\` in this repository.${offer}`,
      ...(nearest === undefined ? {} : { replacement: nearest }),
    };
  }
  const matches = matchesAny([glob]);
  return files.some(matches)
    ? undefined
    : { code: 'dead-glob', message: `\`${glob}\` matches no file in this repository.` };
};
