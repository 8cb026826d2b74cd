import { codeThatLacks } from './code-that-lacks.ts';
import { guardsAndTests } from './guards-and-tests.ts';
import { openHosts, putInto } from './hosts.ts';
import type { Family, Fault } from './injected.ts';
import { importsAndCalls } from './imports-and-calls.ts';
import { fileFaults, secretsInCode } from './secrets-and-files.ts';

/*
 * Makes changes to real code that each break one rule once: each fault at each place it may stand in, in one host after the
 * other. The same every time.
 */

type Files = Readonly<Record<string, string>>;

/** A change with one violation in it. */
export interface Injection {
  readonly rule: string;
  /** The shipped rule that may meet it, wherever one looks there. */
  readonly shipped: string;
  /** What was injected, where, and into what, for a person. */
  readonly title: string;
  readonly before: Files;
  readonly after: Files;
}

const endings = { python: 'py', javascript: 'js', typescript: 'ts' } as const;

const families: readonly Family[] = [...importsAndCalls, ...codeThatLacks, ...guardsAndTests, ...secretsInCode];

const baseOf = (language: Family['language'], host: string, { before }: Fault): string =>
  before === undefined ? host : putInto(language, host, before, 'end');

/** All violations there are. */
export const generateInjections = (): readonly Injection[] => {
  const hosts = openHosts();
  const placed = families.flatMap(({ folder, language, faults }) =>
    faults.flatMap((fault) => (fault.places ?? ['end']).map((place) => ({ folder, language, fault, place }))),
  );
  const inCode = placed.map(({ folder, language, fault, place }, index): Injection => {
    const all = hosts[language];
    const host = all[index % all.length];
    if (host === undefined) throw new Error(`There is no host in ${language}.`);
    const name = host.name.replace(/\.\w+$/, '');
    const path = `${folder}/${folder.startsWith('tests') ? 'test_' : ''}${name}.${endings[language]}`;
    return {
      rule: fault.rule,
      shipped: fault.shipped ?? fault.rule,
      title: `${fault.title}, ${place} of ${host.name}`,
      before: { [path]: baseOf(language, host.text, fault) },
      after: { [path]: putInto(language, host.text, fault.after, place) },
    };
  });
  return [...inCode, ...fileFaults.map((fault) => ({ shipped: fault.rule, ...fault }))];
};
