import type { RuleKind } from '../rule-kind.ts';
import { diffBudget } from './diff-budget.ts';
import { forbiddenCall } from './forbidden-call/index.ts';
import { forbiddenImport } from './forbidden-import/index.ts';
import { functionComplexity } from './function-complexity.ts';
import { generatedPath } from './generated-path/index.ts';
import { guardHollowed } from './guard-hollowed/index.ts';
import { guardRemoved } from './guard-removed/index.ts';
import { newDependency } from './new-dependency/index.ts';
import { pairedFiles } from './paired-files/index.ts';
import { piiInLogs } from './pii-in-logs/index.ts';
import { protectedPath } from './protected-path.ts';
import { requiredCall } from './required-call/index.ts';
import { squeezedChange } from './squeezed-change.ts';
import { testDeterminism } from './test-determinism/index.ts';
import { telemetrySpan } from './telemetry-span/index.ts';
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
    known(generatedPath),
    known(guardHollowed),
    known(guardRemoved),
    known(newDependency),
    known(pairedFiles),
    known(piiInLogs),
    known(protectedPath),
    known(requiredCall),
    known(squeezedChange),
    known(testDeterminism),
    known(telemetrySpan),
    known(writeScope),
  ].map((kind) => [kind.kind, kind]),
);
