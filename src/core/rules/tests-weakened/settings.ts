/** The files that say how tests are run, and how much they have to cover. */

const settings =
  /(?:^|\/)(?:setup\.cfg|tox\.ini|pytest\.ini|\.coveragerc|pyproject\.toml|package\.json|\.(?:nyc|c8)rc(?:\.json)?|\.?codecov\.ya?ml|jest\.config\.json)$/;
const programs = /(?:^|\/)(?:jest|vitest|vite)\.config\.[cm]?[jt]s$/;
const workflows =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.+|\.gitlab-ci|\.circleci\/config|azure-pipelines|bitbucket-pipelines)\.ya?ml$/;
const scripts = /\.(?:sh|bash)$/;
const makefiles = /(?:^|\/)(?:GNUmakefile|[Mm]akefile|[Jj]ustfile|[^/]+\.mk)$/;

/** True for a file that says what is run for each change. */
export const isWorkflow = (path: string): boolean => workflows.test(path);

export const isProgram = (path: string): boolean => programs.test(path);

export const isMakefile = (path: string): boolean => makefiles.test(path);

/** True for a file that is nothing but commands. */
export const isScript = (path: string): boolean => scripts.test(path);

/** True for a file that may say how tests are run, and how much they have to cover. */
export const isSetting = (path: string): boolean =>
  [settings, programs, workflows, scripts, makefiles].some((files) => files.test(path));

/** What runs a file of commands by its name; undefined for a file that tools read by themselves. */
export const callOf = (path: string): RegExp | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isMakefile(path)) return /\b(?:make|just)\b/;
  if (name === 'package.json') return /\b(?:npm|pnpm|yarn|bun)\b/;
  return isScript(path) ? new RegExp(String.raw`(?<![\w-])${name.replaceAll('.', String.raw`\.`)}(?!\w)`) : undefined;
};
