import type { Gate } from '../gates/gate.ts';
import { readReport } from '../gates/reports/read-report.ts';
import { gateOfCommands } from '../work-document/gate.ts';
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

/** The commands that verify a package as a gate; undefined where it has only gates. No gate of a policy can have its id. */
export const gateOfPackage = ({ id, document }: PackageFile): Gate | undefined =>
  gateOfCommands(
    { id: `packages/${id}`, title: document?.title ?? id, because: `The package ${id} is verified by them.` },
    document?.verification ?? [],
  );
