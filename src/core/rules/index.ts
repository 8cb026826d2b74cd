import type { RuleKind } from '../rule-kind.ts';
import { diffBudget } from './diff-budget.ts';
import { forbiddenCall } from './forbidden-call/index.ts';
import { forbiddenImport } from './forbidden-import/index.ts';
import { functionComplexity } from './function-complexity.ts';
import { protectedPath } from './protected-path.ts';
import { squeezedChange } from './squeezed-change.ts';
import { testDeterminism } from './test-determinism/index.ts';
import { writeScope } from './write-scope.ts';

// The one place where a kind's own option type is let go: its schema reads the options back before it looks.
const known = <Options>(kind: RuleKind<Options>): RuleKind => kind as RuleKind;

/** Every kind of rule there is, by name. A new kind is its file and a line here. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map(
  [
    known(diffBudget),
    known(forbiddenCall),
    known(forbiddenImport),
    known(functionComplexity),
    known(protectedPath),
    known(squeezedChange),
    known(testDeterminism),
    known(writeScope),
  ].map((kind) => [kind.kind, kind]),
);
