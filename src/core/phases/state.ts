import { lineAt, linesOf } from '../lines.ts';
import { partnersAmong } from '../path-partners.ts';
import { fillHoles, keyOf, pathPattern, type Captures } from '../path-pattern.ts';
import { lackOf } from '../rules/first-then/lack.ts';
import type { Artefact, Phase, Process } from './phase.ts';
import { stepOf } from './rule.ts';
import { governs } from './trivial.ts';

/** The files of a repository, and the texts of those that artefacts are in. */
export interface PhaseTree {
  /** Sorted. */
  readonly paths: readonly string[];
  /** Undefined for a file that could not be read. */
  readonly text: (path: string) => string | undefined;
}

export interface ArtefactState {
  readonly artefact: Artefact;
  readonly state: 'done' | 'missing' | 'broken';
  /** The file; where there is none, the path it would have. */
  readonly path: string;
  /** Where it is broken, from 1. */
  readonly line?: number;
  /** Why it is not done, as a sentence; empty where it is. */
  readonly why: string;
}

export interface PhaseState {
  readonly phase: Phase;
  /** From 1. */
  readonly number: number;
  readonly complete: boolean;
  readonly artefacts: readonly ArtefactState[];
}

/** How far the work on one thing is: what stands in the holes of the paths tells which. */
export interface SubjectState {
  /** What stands in the holes, with slashes between; empty where the paths have none. */
  readonly subject: string;
  readonly phases: readonly PhaseState[];
  /** The last phase that is complete with all before it; 0: none is. */
  readonly reached: number;
  /** The phases that code waits for, and whether it may be written. */
  readonly code: readonly { readonly after: number; readonly rule: string; readonly mayBeWritten: boolean }[];
  /** The governed files that are there. */
  readonly files: readonly string[];
}

const artefactsOf = ({ phases }: Process): readonly Artefact[] => phases.flatMap(({ artefacts }) => artefacts);

/** What holes are filled in; in titles and reasons they are words for people. */
const textsWithHoles = ({ path, says, holds }: Artefact): readonly string[] =>
  [path, says?.section, says?.names, ...holds.map(({ names }) => names)].filter((text) => text !== undefined);

/** The holes that all of the code has and an artefact makes use of, in their order. */
const holesOf = (process: Process): readonly string[] => {
  const [first = [], ...others] = process.code.map(({ when }) => pathPattern(when).names);
  const used = artefactsOf(process).flatMap(textsWithHoles);
  const isUsed = (name: string): boolean =>
    used.some((text) => text.includes(`{${name}}`) || text.includes(`{${name}**}`));
  return first.filter((name) => others.every((names) => names.includes(name)) && isUsed(name));
};

/** Every thing that has an artefact or code of its own, by what stands in the holes. */
const subjectsIn = (process: Process, paths: readonly string[], holes: readonly string[]): readonly Captures[] => {
  if (holes.length === 0) return [{}];
  const isGoverned = governs(process.code);
  const ofArtefacts = artefactsOf(process).map(({ path }) => ({ form: pathPattern(path), isMeant: () => true }));
  const ofCode = process.code.map(({ when }) => ({ form: pathPattern(when), isMeant: isGoverned }));
  const found = new Map<string, Captures>();
  for (const { form, isMeant } of [...ofArtefacts, ...ofCode]) {
    if (!holes.every((name) => form.names.includes(name))) continue;
    for (const path of paths) {
      const captures = form.match(path);
      if (captures === undefined || !isMeant(path)) continue;
      const own = Object.fromEntries(holes.map((name) => [name, captures[name] ?? '']));
      found.set(keyOf(own, holes), own);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, captures]) => captures);
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const stateOf = (artefact: Artefact, captures: Captures, tree: PhaseTree): ArtefactState => {
  // Its own holes tell its files as those of the code do, for what stands in them is known.
  const own = pathPattern(artefact.path);
  const paths = partnersAmong(() => tree.paths, { ...own, names: Object.keys(captures) }, own)(captures);
  const missing = fillHoles(artefact.path, captures);
  const found = paths.map((path): ArtefactState => {
    const text = tree.text(path);
    if (text === undefined) return { artefact, state: 'broken', path, line: 1, why: 'It cannot be read.' };
    const lack = lackOf(stepOf(artefact, ''), { path, text, captures });
    if (lack === undefined) return { artefact, state: 'done', path, why: '' };
    const line = lack.at === undefined ? 1 : lineAt(linesOf(text), lack.at.at.start) + 1;
    return { artefact, state: 'broken', path, line, why: sentence(lack.why) };
  });
  return (
    found.find(({ state }) => state === 'done') ??
    found[0] ?? { artefact, state: 'missing', path: missing, why: 'There is no such file.' }
  );
};

const subjectState = (
  process: Process,
  captures: Captures,
  holes: readonly string[],
  tree: PhaseTree,
): SubjectState => {
  const phases = process.phases.map((phase, index): PhaseState => {
    const artefacts = phase.artefacts.map((artefact) => stateOf(artefact, captures, tree));
    return { phase, number: index + 1, complete: artefacts.every(({ state }) => state === 'done'), artefacts };
  });
  const open = phases.findIndex(({ complete }) => !complete);
  const reached = open < 0 ? phases.length : open;
  const isGoverned = governs(process.code);
  const forms = process.code.map(({ when }) => pathPattern(when));
  const isOwn = (path: string): boolean =>
    forms.some((form) => {
      const own = form.match(path);
      return own !== undefined && keyOf(own, holes) === keyOf(captures, holes);
    });
  return {
    subject: holes.map((name) => captures[name] ?? '').join('/'),
    phases,
    reached,
    code: process.code.map(({ after, rule }) => ({ after, rule, mayBeWritten: reached >= after })),
    files: tree.paths.filter((path) => isOwn(path) && isGoverned(path)),
  };
};

/** The files whose texts tell how far the work is. */
export const pathsOfPhases = (process: Process, paths: readonly string[]): readonly string[] => {
  const forms = artefactsOf(process).map(({ path }) => pathPattern(path));
  return paths.filter((path) => forms.some((form) => form.match(path) !== undefined));
};

/**
 * How far the work on each thing is, by what stands in the tree. One that is asked for by its name is told of even where
 * nothing of it is there yet: its list of what there is to do.
 */
export const statePhases = (process: Process, tree: PhaseTree, wanted?: string): readonly SubjectState[] => {
  const holes = holesOf(process);
  const [only] = holes;
  const all = subjectsIn(process, tree.paths, holes).map((captures) => subjectState(process, captures, holes, tree));
  if (wanted === undefined) return all;
  const named = all.filter(({ subject }) => subject === wanted);
  if (named.length > 0 || only === undefined || holes.length > 1) return named;
  return [subjectState(process, { [only]: wanted }, holes, tree)];
};
