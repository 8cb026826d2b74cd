import type ts from 'typescript';
import type { FunctionEntity, ReadFunctions } from '../function-entity.ts';
import { cognitiveCounter } from './cognitive.ts';
import { decisionVisits } from './decisions.ts';
import { entityVisits } from './entities.ts';
import type { Counter } from './places.ts';
import { flawOf, sourceOf } from './source.ts';
import { stepsOf } from './steps.ts';
import { walkTree, type TypeScript, type Visit } from './walk.ts';

/*
 * Cyclomatic complexity of JavaScript and TypeScript as ESLint's `complexity` counts it, on the tree of TypeScript's own
 * parser, which keeps going where a text is half typed. The rules stand beside the code that follows them: decisions in
 * decisions.ts, entities and where they are reported in entities.ts.
 *
 * Names are for people and tell functions apart without line numbers: `Store.load`, `Store.get size`, `load`, `api.load`
 * for a method of the object `api`, `load.arrow function` for a nameless one inside `load`.
 */

const byPlace = (one: Counter, other: Counter): number => one.start - other.start || other.end - one.end;

const entityOf =
  (typescript: TypeScript, source: ts.SourceFile, cognitive: ReadonlyMap<ts.Node, number> | undefined) =>
  ({ name, kind, start, end, node, complexity, modified, decisions }: Counter): FunctionEntity => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    const endLine = source.getLineAndCharacterOfPosition(end).line + 1;
    const entity = { name, kind, line: line + 1, column: character + 1, endLine, complexity, modified };
    if (decisions === undefined && cognitive === undefined) return entity;
    return {
      ...entity,
      ...(cognitive === undefined ? {} : { cognitive: cognitive.get(node) ?? 0 }),
      ...(decisions === undefined ? {} : { steps: stepsOf(typescript, source, decisions) }),
    };
  };

/**
 * Reads every entity that ESLint would report, in the order of the text. Undefined, never an empty list, for a text that
 * is nested too deep to be parsed: nothing is known of it, which is not the same as nothing in it.
 */
export const javaScriptFunctions = (typescript: TypeScript): ReadFunctions => {
  const visits: Visit[] = [];
  for (const visit of [...decisionVisits(typescript), ...entityVisits(typescript)]) {
    for (const kind of visit.kinds) visits[kind] = visit;
  }
  const countCognitive = cognitiveCounter(typescript);
  return (path, text, wanted) => {
    const source = sourceOf(typescript, path, text, wanted);
    if (source === undefined) return undefined;
    const found = walkTree(typescript, source, visits, wanted).toSorted(byPlace);
    const functions = found.map(entityOf(typescript, source, wanted?.cognitive && countCognitive(source)));
    const flaw = flawOf(source);
    return flaw === undefined ? { functions } : { functions, flaw };
  };
};
