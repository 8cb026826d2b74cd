import { plain } from '../markdown/write.ts';
import { packageFolder, packageIndex } from './read.ts';

const quoted = (text: string): string => JSON.stringify(text);

/** A package to be filled in: sound in its form, and open where a person has to say what. */
export const newPackage = (title: string, mode: string | undefined): string =>
  [
    'version: 1',
    `title: ${quoted(title)}`,
    'goal: TBD',
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    'deliverables:',
    '  - TBD',
    'tools:',
    '  - { tool: Read, use: Read each file as it is before it is edited. }',
    '  - { tool: Edit, use: Change only what the steps name. }',
    'preflight:',
    '  - { run: git status --short }',
    'steps:',
    '  - id: first',
    '    title: TBD',
    '    commands:',
    '      - { run: git status --short }',
    '    expect: TBD',
    '    rollback: nothing',
    'verification:',
    '  - { run: git diff --check }',
    'recovery:',
    '  - when: A step fails.',
    '    do: Look at what it printed; its rollback has run.',
    'metrics:',
    '  - id: files',
    '    title: TBD',
    '    run: git ls-files',
    '    pattern: TBD ([0-9]+)',
    '    at-least: 1',
    'commit: |',
    '  feat: TBD',
    '',
    '  Problem:',
    '  TBD',
    '',
    '  Solution:',
    '  TBD',
    '',
    '  Impact:',
    '  {{files.before}} before, {{files.after}} after',
    '',
    '  Artifacts:',
    '  TBD',
    '',
  ].join('\n');

/** The page that lists packages, with one more at its end. */
export const listInIndex = (page: string | undefined, path: string, title: string): string => {
  const before = page ?? '# Execution packages\n\nEach is carried out with `codex-governor package run`.\n';
  const link = `- [${plain(title)}](${path.slice(packageFolder.length + 1)})\n`;
  const isList = /^- .*$/.test(before.trimEnd().split('\n').at(-1) ?? '');
  return `${before.trimEnd()}\n${isList ? '' : '\n'}${link}`;
};

/** The path of a package, and that of the page that lists it. */
export const placesOfPackage = (id: string): { readonly path: string; readonly index: string } => ({
  path: `${packageFolder}/${id}.yaml`,
  index: packageIndex,
});
