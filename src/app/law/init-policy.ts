import { failure, nearestWord, readLayer, success, type Result } from '#core';
import { fail, type Failure } from '../failure.ts';
import { policyPath } from './law-place.ts';
import type { PolicyShelf, WorkingTree } from '../ports.ts';
import { tellUnknown } from '../tell-unknown.ts';

/** A policy we ship, with what it says it is for. */
export interface ShippedPolicy {
  readonly name: string;
  readonly title: string;
  /** The comment at the top of its file. */
  readonly purpose: string;
}

const readPurpose = (text: string): string => {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ')
    .trim();
};

// It fits any repository; the others are made for one project, or one way of working.
const first = 'starter';

const byUse = (one: string, other: string): number => {
  if ((one === first) !== (other === first)) return one === first ? -1 : 1;
  return one < other ? -1 : 1;
};

/** The policies that can be set up: the one that fits any repository first, the others by name. */
export const listShipped = async (shelf: PolicyShelf): Promise<readonly ShippedPolicy[]> => {
  const names = [...(await shelf.shipped())].sort(byUse);
  return Promise.all(
    names.map(async (name) => {
      const text = (await shelf.readShipped(name)) ?? '';
      return { name, title: readLayer(name, text).document?.title ?? name, purpose: readPurpose(text) };
    }),
  );
};

/** Sets a repository up with a shipped policy; an existing one is never overwritten. The path that was written. */
export const initPolicy = async (
  repository: Pick<WorkingTree, 'create'>,
  shelf: PolicyShelf,
  name: string,
): Promise<Result<string, Failure>> => {
  const text = await shelf.readShipped(name);
  if (text === undefined) {
    const names = await shelf.shipped();
    const nearest = nearestWord(name, names);
    const offer = nearest === undefined ? '' : `Did you mean ${nearest}? `;
    return failure(
      fail(
        'no-policy',
        tellUnknown('policy', name, `There is no shipped policy ${name}.`),
        `${offer}The policies are: ${names.join(', ')}.`,
      ),
    );
  }
  const created = await repository.create(policyPath, text);
  return created.ok ? success(policyPath) : created;
};
