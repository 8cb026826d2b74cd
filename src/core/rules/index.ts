import type { RuleKind } from '../rule-kind.ts';
import { diffBudget } from './diff-budget.ts';
import { firstThen } from './first-then/index.ts';
import { functionComplexity } from './function-complexity.ts';
import { generatedPath } from './generated-path/index.ts';
import { idGraph } from './id-graph/index.ts';
import { newDependency } from './new-dependency/index.ts';
import { newFiles } from './new-files/index.ts';
import { pairedFiles } from './paired-files/index.ts';
import { protectedPath } from './protected-path.ts';
import { secrets } from './secrets/index.ts';
import { squeezedChange } from './squeezed-change.ts';
import { writeScope } from './write-scope.ts';

// The one place where a kind's own option type is let go: its schema reads the options back before it looks.
const known = <Options>(kind: RuleKind<Options>): RuleKind => kind as RuleKind;

/** Every kind of rule there is, by name. A new kind is its file and a line here. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map(
  [
    known(diffBudget),
    known(firstThen),
    known(functionComplexity),
    known(generatedPath),
    known(idGraph),
    known(newDependency),
    known(newFiles),
    known(pairedFiles),
    known(protectedPath),
    known(secrets),
    known(squeezedChange),
    known(writeScope),
  ].map((kind) => [kind.kind, kind]),
);
