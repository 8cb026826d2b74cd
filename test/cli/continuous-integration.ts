// What a runner of GitHub Actions does, as far as our workflow and our action need it: a checkout of the merge of a pull
// request, files for outputs and summary, and their scripts run by bash.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, makeRepository, type TestRepository } from '../repo/temporary-repository.ts';
import { bundle, policyPath, projectRoot, smallPolicy } from './command-line.ts';

/** A step as YAML has it. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

export const law = smallPolicy().replace('level: warn', 'level: block');

/** An npm package of the name of ours, packed; `program` is what its command is. */
export const packProgram = (program: string): Buffer => {
  const folder = makeFolder();
  const manifest = { name: 'codex-governor', version: '9.9.9', bin: { 'codex-governor': 'cli.cjs' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'cli.cjs'), `#!/usr/bin/env node\n${program}\n`);
  execFileSync('npm', ['pack', '--silent', '--offline'], { cwd: folder });
  return readFileSync(join(folder, 'codex-governor-9.9.9.tgz'));
};

/** What ships, in such a package. */
export const ours = (): Buffer => packProgram(`require(${JSON.stringify(bundle)});`);

/** A repository whose `main` has a policy and names the command line, which lies in it as a package file. */
export const makeProject = (): TestRepository => {
  const repository = makeRepository({ [policyPath]: law, '.gitignore': 'node_modules/\n', 'src/a.py': 'a = 1\n' });
  repository.write('vendor/codex-governor.tgz', ours());
  const devDependencies = { 'codex-governor': 'file:vendor/codex-governor.tgz' };
  repository.write('package.json', JSON.stringify({ name: 'x', private: true, devDependencies }));
  execFileSync('npm', ['install', '--package-lock-only', '--offline', '--silent'], { cwd: repository.root });
  repository.commit('command line');
  return repository;
};

/** Commits a change on a branch and checks out its merge with `main`, as GitHub does; the commit of the merge. */
export const openPullRequest = (repository: TestRepository, change: () => void): string => {
  repository.git('switch', '--quiet', '--create', 'change', 'main');
  change();
  repository.commit('change');
  repository.git('switch', '--quiet', 'main');
  repository.write('src/upstream.py', 'x = 1\n'.repeat(30));
  repository.commit('what others did meanwhile');
  repository.git('switch', '--quiet', '--detach', 'main');
  repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
  return repository.git('rev-parse', 'HEAD').trim();
};

interface StepEnd {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A runner on a checkout. What a step puts into its environment is there for the next. */
export interface Runner {
  readonly temporary: string;
  readonly run: (step: Step | undefined, environment?: Readonly<Record<string, string>>) => StepEnd;
}

const readPairs = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

export const startRunner = (repository: TestRepository, commit: string): Runner => {
  // With a blank in its name, so that a script that quotes badly fails here.
  const temporary = join(makeFolder(), 'a runner');
  mkdirSync(temporary);
  const files = { output: join(temporary, 'output'), summary: join(temporary, 'summary'), env: join(temporary, 'env') };
  return {
    temporary,
    run: (step, environment = {}) => {
      writeFileSync(files.output, '');
      writeFileSync(files.summary, '');
      const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], {
        cwd: repository.root,
        encoding: 'utf8',
        env: {
          ...repository.environment,
          PATH: `${dirname(process.execPath)}:${repository.environment['PATH']}`,
          npm_config_offline: 'true',
          GITHUB_SHA: commit,
          GITHUB_ENV: files.env,
          GITHUB_OUTPUT: files.output,
          GITHUB_STEP_SUMMARY: files.summary,
          RUNNER_TEMP: temporary,
          ...readPairs(files.env),
          ...environment,
        },
      });
      return {
        code: done.status ?? -1,
        log: `${done.stdout}${done.stderr}`,
        outputs: readPairs(files.output),
        summary: readFileSync(files.summary, 'utf8'),
      };
    },
  };
};

/** What actionlint says of a workflow; empty: nothing. */
export const lintWorkflow = (text: string): string => {
  const folder = join(makeFolder(), '.github', 'workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'it.yml'), text);
  const program = join(projectRoot, 'node_modules', '@tktco', 'node-actionlint', 'bin', 'node-actionlint.js');
  const done = spawnSync(process.execPath, [program, `${folder}/*.yml`], { encoding: 'utf8' });
  return done.status === 0 ? '' : `${done.stdout}${done.stderr}`;
};
