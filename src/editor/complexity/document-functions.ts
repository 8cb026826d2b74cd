import {
  complexityLimits,
  functionsWithBase,
  languageOf,
  rulesInForce,
  type ChangedFile,
  type ComplexityLimit,
  type FunctionEntity,
  type FunctionWithBase,
  type JudgedByRules,
  type Wanted,
} from '#core';
import { readFunctions } from '#repo';
import type * as vscode from 'vscode';
import { isWithin, relativePath } from '../places.ts';
import type { Repositories } from '../repositories.ts';
import type { RepositoryWatch } from '../repository-watch.ts';
import type { Sight } from '../sight.ts';

/** The functions of a document as it is typed, with what is known of them. */
export interface DocumentFunctions {
  readonly functions: readonly FunctionWithBase[];
  /** The limits that hold for them, the lowest first; none outside of a task. */
  readonly limits: readonly ComplexityLimit[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly wanted?: Wanted;
}

type Active = Extract<Sight, { state: 'active' }>;

/** What the task of its repository tells of a document. */
interface Place {
  readonly sight: Active;
  readonly path: string;
  /** As the change has it; left out where the change leaves it alone. */
  readonly file?: ChangedFile;
}

const watchOf = (repositories: Repositories, uri: vscode.Uri): RepositoryWatch | undefined =>
  repositories
    .watches()
    .filter(({ root }) => isWithin(root, uri))
    .toSorted((one, other) => other.root.path.length - one.root.path.length)[0];

const placeOf = (repositories: Repositories, uri: vscode.Uri): Place | undefined => {
  const watch = watchOf(repositories, uri);
  const sight = watch?.sight();
  const path = watch && relativePath(watch.root, uri);
  if (sight?.state !== 'active' || path === undefined) return undefined;
  const file = sight.review.files.find((changed) => changed.path === path);
  return { sight, path, ...(file === undefined ? {} : { file }) };
};

const judgedIn = ({ task, standard, review }: Active): JudgedByRules => ({
  rules: rulesInForce(standard.policy, standard.mode, task.scope),
  judgement: review.judgement,
});

const limitsAt = async ({ sight, path, file }: Place): Promise<readonly ComplexityLimit[]> => {
  if (file !== undefined) return complexityLimits(judgedIn(sight), file);
  const facts = await sight.review.measured.lookUp([path]);
  const told = facts.ok ? facts.value.get(path) : undefined;
  return told === undefined ? [] : complexityLimits(judgedIn(sight), { path, class: told.class });
};

/** True where a rule limits the complexity that is shown in a file of the change. */
export const limitsShown = (repositories: Repositories, uri: vscode.Uri, rule: string): boolean => {
  const place = placeOf(repositories, uri);
  if (place?.file === undefined) return false;
  return complexityLimits(judgedIn(place.sight), place.file).some((limit) => limit.rule === rule);
};

/** True for a document whose functions can be read by its language. */
export const isReadable = (document: vscode.TextDocument): boolean =>
  document.uri.scheme === 'file' && languageOf(document.uri.path) !== undefined;

// As git stores it, so that its lines are those of the base.
const textOf = (document: vscode.TextDocument): string => document.getText().replaceAll('\r\n', '\n');

const readEntities = async (
  path: string,
  text: string,
  file: ChangedFile | undefined,
  { signal, wanted }: ReadOptions,
): Promise<readonly FunctionEntity[] | undefined> => {
  // What was judged of this very text; the steps of functions are not among it.
  if (wanted === undefined && file?.after === text && file.functions !== undefined) return file.functions;
  const read = await readFunctions([{ path, text, ...(wanted === undefined ? {} : { wanted }) }], signal);
  return read.ok ? read.value[0]?.functions : undefined;
};

/**
 * Reads the functions of a document with what they were at the base of the task, and what is allowed. Without a task, and in
 * a folder that is not trusted, their numbers alone. Undefined where they cannot be read, or it was cancelled.
 */
export const readDocument = async (
  document: vscode.TextDocument,
  repositories: Repositories,
  options: ReadOptions,
): Promise<DocumentFunctions | undefined> => {
  const place = placeOf(repositories, document.uri);
  const text = textOf(document);
  const entities = await readEntities(document.uri.path, text, place?.file, options);
  if (entities === undefined) return undefined;
  return {
    functions:
      place?.file === undefined
        ? entities.map((entity) => ({ entity }))
        : functionsWithBase(place.file, text, entities),
    limits: place === undefined ? [] : await limitsAt(place),
  };
};
