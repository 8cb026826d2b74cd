import {
  checkIndex,
  checkPackage,
  commandsIn,
  failure,
  judgeCommand,
  packageFolder,
  packageIdOf,
  packageIndex,
  present,
  readPackage,
  readPackageState,
  success,
  type Mode,
  type PackageCommand,
  type PackageFile,
  type PackageState,
  type Policy,
  type Problem,
  type Result,
} from '#core';
import type { Failure } from '../failure.ts';
import { takeGround, type Ground, type StandingOptions } from '../ground.ts';
import { findReviewedFiles, remarkOnFiles, type ReviewedFile } from '../reviewed-files.ts';
import { need, story } from '../story.ts';
import { failUnknown } from '../tell-unknown.ts';
import type { PackagePorts } from './package-ports.ts';

export type PackageOptions = Pick<StandingOptions, 'base' | 'mode'>;

/** A package, what is wrong with it, and how far it is. */
export interface ListedPackage {
  readonly file: PackageFile;
  readonly source: ReviewedFile;
  /** What is wrong with it as it counts; with an error among them nothing of it is run. */
  readonly problems: readonly Problem[];
  /** Left out where it was not begun. */
  readonly state?: PackageState;
}

export interface ListedPackages {
  readonly packages: readonly ListedPackage[];
  readonly ground: Ground;
  /** The files of the repository. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** The mode whose commands a package may run: that of the task, else the one that is named, else its own. */
export const modeOfPackage = (
  { law, task }: Ground,
  { document }: Pick<PackageFile, 'document'>,
  named: string | undefined,
): Mode | undefined => {
  const id = task?.mode ?? named ?? document?.mode;
  return law.policy.modes.find((mode) => mode.id === id);
};

/** Why commands may not be run in a mode, where they are run. */
const readRefusals = async (
  { readCommandLine, hash, repository }: PackagePorts,
  { document }: PackageFile,
  mode: Mode | undefined,
): Promise<ReadonlyMap<PackageCommand, string>> => {
  const refusals = new Map<PackageCommand, string>();
  if (document === undefined || mode === undefined) return refusals;
  const { root } = repository;
  for (const [, command] of commandsIn(document)) {
    const { run, folder } = command;
    const law = { mode, root, cwd: folder === undefined ? root : `${root}/${folder}`, hash };
    const finding = judgeCommand(await readCommandLine(run), law).find(({ level }) => level === 'block');
    if (finding !== undefined) refusals.set(command, finding.message);
  }
  return refusals;
};

/** What is wrong with a package under a law. */
const judgePackage = async (
  ports: PackagePorts,
  file: PackageFile,
  {
    policy,
    files,
    mode,
  }: { readonly policy: Policy; readonly files: readonly string[]; readonly mode: Mode | undefined },
): Promise<readonly Problem[]> =>
  checkPackage(file, { policy, files, refusals: await readRefusals(ports, file, mode) });

const readState = async (
  { packages }: PackagePorts,
  id: string,
): Promise<Result<PackageState | undefined, Failure>> => {
  const kept = await packages.read(id);
  return kept.ok ? success(kept.value === undefined ? undefined : readPackageState(kept.value)) : kept;
};

/** Every package there is, by path. Runs nothing. */
export const listPackages = (ports: PackagePorts, { base, mode: named }: PackageOptions) =>
  story<ListedPackages>(async function* () {
    const ground = yield* need(takeGround(ports, present('base', base)));
    const files = yield* need(ports.repository.files());
    const of = { folder: packageFolder, idOf: packageIdOf, what: 'package' };
    const sources = yield* need(findReviewedFiles(ports, ground, of));
    const packages: ListedPackage[] = [];
    for (const source of sources) {
      const file = readPackage(source.path, source.text);
      const mode = modeOfPackage(ground, file, named);
      const problems = await judgePackage(ports, file, { policy: ground.law.policy, files, mode });
      packages.push({ file, source, problems, ...present('state', yield* need(readState(ports, file.id))) });
    }
    const notes = [...ground.notes, ...remarkOnFiles(sources, 'nothing of it is run.')];
    return { packages, ground, files, notes };
  });

/** A package by its id. Fails with `bad-option`. */
export const findPackage = (packages: readonly ListedPackage[], id: string): Result<ListedPackage, Failure> => {
  const found = packages.find(({ file }) => file.id === id);
  if (found !== undefined) return success(found);
  return failure(
    failUnknown(
      'package',
      id,
      packages.map(({ file }) => file.id),
    ),
  );
};

/** What is wrong with packages as they stand here, and with the page that lists them. */
export const checkPackages = (ports: PackagePorts, id: string | undefined, options: PackageOptions) =>
  story<{ readonly problems: readonly Problem[]; readonly count: number; readonly notes: readonly string[] }>(
    async function* () {
      const { packages, ground, files, notes } = yield* need(listPackages(ports, options));
      const chosen = id === undefined ? packages : [yield* need(findPackage(packages, id))];
      const problems: Problem[] = [];
      for (const { source, file, problems: known } of chosen) {
        const here = source.here === undefined ? file : readPackage(source.path, source.here);
        const mode = modeOfPackage(ground, here, options.mode);
        const law = { policy: ground.law.policy, files, mode };
        problems.push(...(here === file ? known : await judgePackage(ports, here, law)));
      }
      const page = packages.length === 0 ? undefined : yield* need(ports.repository.read(packageIndex));
      const listed = checkIndex(
        page,
        chosen.map(({ file }) => file.path),
        files,
      );
      const all = chosen.length === 0 ? problems : [...problems, ...listed];
      return { problems: all, count: chosen.length, notes };
    },
  );

/** How far a package is, in a few words; empty where it was not begun. */
export const tellPackageProgress = ({ file, source, problems, state }: ListedPackage): string => {
  if (problems.some(({ severity }) => severity === 'error')) return 'has mistakes';
  if (!source.reviewed) return 'not reviewed';
  return state === undefined ? '' : `${state.done.length} of ${file.document?.steps.length ?? 0} steps done`;
};
