import type { EndedPackage, ListedPackage } from '#app';
import { describeGateRun } from './describe-gates.ts';
import type { Documents } from './documents.ts';

/** What stands in a package; one that cannot be read is told by its id alone. */
const tellDocument = ({ id, document }: ListedPackage['file']) =>
  document === undefined
    ? { title: id, goal: '', complexity: null, steps: 0 }
    : {
        title: document.title,
        goal: document.goal,
        complexity: document.complexity ?? null,
        steps: document.steps.length,
      };

/** The packages there are, as they are printed. */
export const describePackages = (packages: readonly ListedPackage[]): Documents['package-list'] => ({
  packages: packages.map(({ file, source, problems, state }) => ({
    id: file.id,
    ...tellDocument(file),
    path: file.path,
    reviewed: source.reviewed,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    done: state?.done.length ?? null,
  })),
});

/** What a run of a package came to, as it is printed. */
export const describePackageRun = ({
  notes: _notes,
  shown: _shown,
  gates,
  commit,
  ...ended
}: EndedPackage): Documents['package-run'] => ({
  ...ended,
  gates: gates === undefined ? null : describeGateRun(gates),
  commit: commit ?? null,
});
