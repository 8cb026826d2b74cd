/*
 * What a hook runs. The command line is the npm package that the repository names, never that of an editor's extension: one
 * version judges for everyone. Where a repository has no npm packages, it is the one on the PATH. Where both are missing nothing
 * can be told, so nothing is committed. Plain `sh`, as Git for Windows brings it.
 */

const check = 'check --staged';

const missing =
  'codex-governor or Node is not installed here, so this commit cannot be judged. Run npm install; where package.json does not name codex-governor yet, add its npm package to devDependencies first. Without a package.json, put codex-governor on the PATH by npm install --global.';

/** Where npm puts the program of a package, below the folder of a `package.json`; empty: the root of the repository. */
const programIn = (home: string): string => `${home === '' ? '' : `${home}/`}node_modules/.bin/codex-governor`;

const program = programIn('');

/** The command on one line that sh, cmd and PowerShell read alike: for tools that start hooks by a line of their configuration. */
export const hookLine = `sh -c "[ -f ${program} ] && command -v node >/dev/null && exec ${program} ${check}; command -v codex-governor >/dev/null && exec codex-governor ${check}; echo '${missing}' >&2; exit 2"`;

export const blockStart = '# >>> codex-governor: judges what is staged';
export const blockEnd = '# <<< codex-governor';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command as a part of a shell script that leaves the rest of it alone: no variable, and no way out but a refusal. */
export const hookBlock = (home = ''): string =>
  [
    blockStart,
    '(',
    `  governor=${quoted(programIn(home))}`,
    '  if [ ! -f "$governor" ] || ! command -v node >/dev/null 2>&1; then',
    '    governor=codex-governor',
    '    if ! command -v "$governor" >/dev/null 2>&1; then',
    `      echo '${missing}' >&2`,
    '      exit 2',
    '    fi',
    '  fi',
    `  exec "$governor" ${check}`,
    ') || exit $?',
    blockEnd,
    '',
  ].join('\n');
