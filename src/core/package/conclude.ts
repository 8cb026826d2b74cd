import { commandMinutesByDefault, type Gate } from '../gates/gate.ts';
import { readReport } from '../gates/reports/read-report.ts';
import type { MetricDocument } from './document.ts';
import type { PackageFile } from './read.ts';

/** The number a command printed; undefined where there is none. */
export const numberIn = ({ id, pattern }: MetricDocument, out: string): number | undefined => {
  const read = readReport({ format: 'number', name: id, ...(pattern === undefined ? {} : { pattern }) }, out);
  return read.ok && read.value.kind === 'number' ? read.value.value : undefined;
};

/** True where a number is what a metric has to be afterwards. What was not measured is not. */
export const reachesTarget = (metric: MetricDocument, after: number | undefined): boolean =>
  after !== undefined && after >= (metric['at-least'] ?? -Infinity) && after <= (metric['at-most'] ?? Infinity);

/** The commands that verify a package as a gate of their own; undefined where it has only gates. */
export const gateOfPackage = ({ id, document }: PackageFile): Gate | undefined => {
  const commands = (document?.verification ?? []).flatMap((check) =>
    'run' in check
      ? [{ run: check.run, folder: check.folder ?? '', minutes: check.minutes ?? commandMinutesByDefault }]
      : [],
  );
  return commands.length === 0
    ? undefined
    : {
        id: `packages/${id}`,
        title: document?.title ?? id,
        moment: 'pr',
        in: [],
        except: [],
        modes: [],
        commands,
        reads: [],
        demands: [],
        breaks: [],
        because: `The package ${id} is verified by them.`,
      };
};
