import type { Level } from '../level.ts';

/** What a phase has to leave behind. The kind says what it is for people; what it must hold is asked of all alike. */
export const artefactKinds = ['document', 'lemma', 'invariant', 'notebook', 'result', 'plan', 'index'] as const;
export type ArtefactKind = (typeof artefactKinds)[number];

/** Something that has to stand in the data of a document: at least one value there, with all that is asked of it. */
interface Holds {
  /** Keys with dots between them; `*` is any. A list there stands for its items. */
  readonly at: string;
  /** What a value has to name, as a whole word; may have holes. */
  readonly names?: string;
  readonly matches?: string;
  readonly inWords?: string;
}

/** A file that a phase leaves behind, and what it must hold. */
export interface Artefact {
  readonly kind: ArtefactKind;
  readonly title: string;
  /** With holes, or a glob of which one file is enough. */
  readonly path: string;
  readonly status?: { readonly at: string; readonly is: readonly string[] };
  readonly says?: {
    readonly section?: string;
    readonly names?: string;
    readonly pattern?: string;
  };
  readonly holds: readonly Holds[];
}

export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly artefacts: readonly Artefact[];
}

/** Code that comes after a phase. */
export interface GovernedCode {
  /** A path with holes. */
  readonly when: string;
  readonly except: readonly string[];
  /** The number of the phase that has to be complete, from 1, with all before it. */
  readonly after: number;
  /** The rule that says so in findings. */
  readonly rule: string;
}

/** What of the governed code may change without phases. */
export interface TrivialLaw {
  /** The most lines, added and deleted, in all of the governed code. */
  readonly lines: number;
  /** The most files of it. */
  readonly files: number;
  /** A change that touches one of these is never trivial, wherever they lie. */
  readonly never: readonly string[];
}

/** An order of work: phases that leave something behind, and code that comes after them. */
export interface Process {
  readonly id: string;
  readonly title: string;
  readonly phases: readonly Phase[];
  readonly code: readonly GovernedCode[];
  /** Left out: no change of the governed code is trivial. */
  readonly trivial?: TrivialLaw;
  /** The modes it holds in; empty: all, and work without one. */
  readonly modes: readonly string[];
  readonly level: Level;
  readonly because: string;
}
