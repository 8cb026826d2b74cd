import { debian } from '../corpora.ts';
import type { Entry, Reference } from '../reference.ts';
import { askMccabe, mccabeVersion } from './mccabe.ts';

/** mccabe 0.7, whose numbers flake8 reports as C901. */
export const python: Reference = {
  language: 'python',
  endings: ['py'],
  corpora: [debian('python3.11', '*.py'), debian('python-django', '*.py')],
  packages: ['python3', 'python3-mccabe'],
  promised: 50_000,
  tool: mccabeVersion,
  run: async (folder, paths) => {
    const reported = await askMccabe({ what: 'files', given: paths }, folder);
    return new Map(
      reported.map(([path, , entities]) => [
        path,
        entities.map(([name, line, column, , complexity]): Entry => ({ name, line, column, complexity })),
      ]),
    );
  },
  inItsWords: ({ name, line, column, complexity }) => ({ name, line, column, complexity }),
};
