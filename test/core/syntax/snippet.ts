import assert from 'node:assert/strict';
import type { FunctionEntity, ReadFunctions, Step } from '#core';

/** A text and what its language's reference tool reports of it. */
export interface Snippet {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** One line per entity, as `tellEntity` writes it. */
  readonly entities: readonly string[];
}

/** `Class.method 3:5-9 = 4`: name, line, column, last line, complexity; before it the kind when it is no function. */
export const tellEntity = ({ name, kind, line, column, endLine, complexity }: FunctionEntity): string =>
  `${kind === 'function' ? '' : `${kind} `}${name} ${line}:${column}-${endLine} = ${complexity}`;

/** `if 3:5`; what adds more than 1 says so: `if 3:5 +2`. */
export const tellStep = ({ what, line, column, adds }: Step): string =>
  `${what} ${line}:${column}${adds === 1 ? '' : ` +${adds}`}`;

const demandOrder = (steps: readonly Step[], told: string): void => {
  for (const [index, { line, column, what }] of steps.entries()) {
    const { line: lineBefore, column: columnBefore } = steps[index - 1] ?? { line: 0, column: 0 };
    assert.ok(line > lineBefore || (line === lineBefore && column > columnBefore), told);
    assert.notEqual(what, '', told);
  }
};

/** That the steps of every function stand in the order of the text, add up, and change nothing else. */
export const demandSteps = (read: ReadFunctions, path: string, text: string): void => {
  const plain = read(path, text)?.functions ?? [];
  const explained = read(path, text, { steps: true })?.functions ?? [];
  for (const [index, entity] of explained.entries()) {
    const { name, complexity, steps = [] } = entity;
    const told = `${path}: ${name}: ${steps.map(tellStep).join()}`;
    assert.equal(
      steps.reduce((total, { adds }) => total + adds, 1),
      complexity,
      told,
    );
    demandOrder(steps, told);
    assert.deepEqual(entity, { ...plain[index], steps });
  }
  assert.equal(explained.length, plain.length);
};
