import { matchesAny } from '../glob.ts';
import { linkTargets } from '../markdown/parts.ts';
import { normalize } from '../path-parts.ts';
import { linesOf, placeOfSpan } from '../lines.ts';
import { byPlace } from '../order.ts';
import { namesOf, type Remark } from '../policy/check-names.ts';
import { checkHeld } from '../policy/check.ts';
import type { Policy, Problem } from '../policy/policy.ts';
import { placeFault } from '../policy/read.ts';
import { heldIn, knownShape, type PolicyPath } from '../policy/shape.ts';
import { checkCommandLine, faultAt, unknownName } from '../work-document/check.ts';
import { marksIn, textsIn } from '../work-document/marks.ts';
import { packageDocument, type PackageCommand, type PackageDocument } from './document.ts';
import { packageFolder, packageIdOf, packageIndex, type PackageFile } from './read.ts';

/** What a package is checked against. */
export interface PackageGround {
  readonly policy: Policy;
  /** The files of the repository. */
  readonly files: readonly string[];
  /** Why a command may not be run in the mode of the package; nothing for one that may. */
  readonly refusals: ReadonlyMap<PackageCommand, string>;
}

/** Every command of a package, and where it stands. */
export const commandsIn = ({
  preflight,
  steps,
  verification,
  metrics,
}: PackageDocument): readonly (readonly [PolicyPath, PackageCommand])[] => [
  ...preflight.map((command, index) => [['preflight', index], command] as const),
  ...steps.flatMap(({ commands = [], rollback }, index) => [
    ...commands.map((command, at) => [['steps', index, 'commands', at], command] as const),
    ...(rollback === 'nothing'
      ? []
      : rollback.map((command, at) => [['steps', index, 'rollback', at], command] as const)),
  ]),
  ...verification.flatMap((check, index) => ('run' in check ? [[['verification', index], check] as const] : [])),
  ...metrics.map((metric, index) => [['metrics', index], metric] as const),
];

const ofCommands = (document: PackageDocument, { refusals }: PackageGround): readonly Remark[] =>
  commandsIn(document).flatMap(([at, command]) => {
    const faults = checkCommandLine(command, at);
    const refusal = refusals.get(command);
    return faults.length > 0 || refusal === undefined
      ? faults
      : [faultAt([...at, 'run'], 'command-not-allowed', refusal)];
  });

const ofNames = (
  { steps, waves = [], verification }: PackageDocument,
  { policy }: PackageGround,
): readonly Remark[] => [
  ...steps.flatMap(({ wave }, index) =>
    wave === undefined
      ? []
      : unknownName(
          ['steps', index, 'wave'],
          'wave in this package called',
          wave,
          waves.map(({ id }) => id),
        ),
  ),
  ...verification.flatMap((check, index) =>
    'gate' in check
      ? unknownName(
          ['verification', index, 'gate'],
          'gate in the policy called',
          check.gate,
          policy.gates.map(({ id }) => id),
        )
      : [],
  ),
];

const ofModules = ({ uses = [] }: PackageDocument, { files }: PackageGround): readonly Remark[] =>
  uses.flatMap((glob, index) =>
    files.some(matchesAny([glob]))
      ? []
      : [
          faultAt(
            ['uses', index],
            'unknown-module',
            `No file is \`${glob}\`: a package builds on modules that are there.`,
          ),
        ],
  );

const sections = ['Problem', 'Solution', 'Impact', 'Artifacts'] as const;

const placeholder = /\{\{\s*([^{}\s]+?)\.(before|after)\s*\}\}/g;

/** The message with the numbers that were measured. */
export const fillCommit = (commit: string, value: (metric: string, when: 'before' | 'after') => string): string =>
  commit.replaceAll(placeholder, (_, metric: string, when: 'before' | 'after') => value(metric, when));

const ofCommit = ({ commit, metrics }: PackageDocument): readonly Remark[] => {
  const missing = sections.filter((section) => !new RegExp(`^${section}:`, 'm').test(commit));
  const known = metrics.map(({ id }) => id);
  return [
    ...missing.map((section) =>
      faultAt(['commit'], 'missing-section', `The message needs a line that begins with \`${section}:\`.`),
    ),
    ...[...commit.matchAll(placeholder)].flatMap(([, id = '']) =>
      unknownName(['commit'], 'metric in this package called', id, known),
    ),
  ];
};

/** Each word once, with how often it is there: a long text has one place, at which the same is not told again and again. */
const tally = (words: readonly string[]): readonly (readonly [word: string, times: number])[] =>
  [...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]);

const ofMarks = (document: PackageDocument): readonly Remark[] =>
  textsIn(document).flatMap(([at, text]) =>
    tally(marksIn(text).map((mark) => mark.text)).map(([mark, times]) =>
      faultAt(
        at,
        'open-variable',
        `\`${mark}\` is open${times === 1 ? ': say what it is.' : ` in ${times} places here: say what they are.`}`,
      ),
    ),
  );

/** Where a link leads: a path from the root of the repository, or from where it lies; undefined where it is of no file. */
const leadsTo = (folder: string, target: string): string | undefined => {
  const path = /^[^?#]*/.exec(target)?.[0] ?? '';
  if (path === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return undefined;
  return path.startsWith('/') ? path.slice(1) : `${folder}/${path}`;
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** Links of a page that lead to no file of the repository, at their places. */
const deadLinks = (path: string, text: string, files: readonly string[]): readonly Problem[] => {
  const lines = linesOf(text);
  const known = new Set(files);
  return linkTargets(text).flatMap(({ text: target, at }): readonly Problem[] => {
    const written = leadsTo(path.split('/').slice(0, -1).join('/'), decoded(target));
    if (written === undefined) return [];
    const place = normalize(written);
    if (place !== undefined && (known.has(place) || files.some((file) => file.startsWith(`${place}/`)))) return [];
    const message =
      place === undefined
        ? `The link ${target} leads out of the repository.`
        : `The link leads to ${place}, which is not there.`;
    return [{ source: path, severity: 'error', ...placeOfSpan(lines, at), code: 'dead-link', message }];
  });
};

/** What is wrong with a package: its form, names that nothing has, commands that may not run, links that lead nowhere. */
export const checkPackage = (file: PackageFile, ground: PackageGround): readonly Problem[] => {
  const { document, path: source, placeOf } = file;
  if (document === undefined) return file.problems;
  const names = namesOf(ground.policy, []);
  const remarks = [
    ...heldIn(knownShape(packageDocument), document).flatMap((held) => checkHeld(held, names, undefined, () => true)),
    ...ofNames(document, ground),
    ...ofModules(document, ground),
    ...ofCommands(document, ground),
    ...ofCommit(document),
    ...ofMarks(document),
  ];
  const links = source.endsWith('.md') ? deadLinks(source, file.text, ground.files) : [];
  return [...remarks.map((remark) => placeFault({ source, placeOf }, remark, remark.severity)), ...links].sort(byPlace);
};

/** What is wrong with the page that lists packages: one that it leaves out, and links that lead nowhere. */
export const checkIndex = (
  text: string | undefined,
  paths: readonly string[],
  files: readonly string[],
): readonly Problem[] => {
  const listed = new Set(
    linkTargets(text ?? '').flatMap(
      ({ text: target }) => normalize(leadsTo(packageFolder, decoded(target)) ?? '') ?? [],
    ),
  );
  const top = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const left = paths
    .filter((path) => packageIdOf(path) !== undefined && !listed.has(path))
    .map((path): Problem => {
      const message = `The page does not list ${path}: add a link to it.`;
      return { source: packageIndex, severity: 'error', ...top, code: 'not-in-index', message };
    });
  return [...left, ...(text === undefined ? [] : deadLinks(packageIndex, text, files))];
};
