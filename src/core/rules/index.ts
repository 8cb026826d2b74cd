import type { RuleKind } from '../rule-kind.ts';
import { adrTrigger } from './adr-trigger/index.ts';
import { diffBudget } from './diff-budget.ts';
import { firstThen } from './first-then/index.ts';
import { forbiddenCall } from './forbidden-call/index.ts';
import { forbiddenField } from './forbidden-field/index.ts';
import { forbiddenImport } from './forbidden-import/index.ts';
import { functionComplexity } from './function-complexity.ts';
import { generatedPath } from './generated-path/index.ts';
import { guardHollowed } from './guard-hollowed/index.ts';
import { guardRemoved } from './guard-removed/index.ts';
import { idGraph } from './id-graph/index.ts';
import { newDependency } from './new-dependency/index.ts';
import { newFiles } from './new-files/index.ts';
import { pairedFiles } from './paired-files/index.ts';
import { piiInLogs } from './pii-in-logs/index.ts';
import { protectedPath } from './protected-path.ts';
import { publicInterface } from './public-interface/index.ts';
import { requiredCall } from './required-call/index.ts';
import { requiredField } from './required-field/index.ts';
import { secrets } from './secrets/index.ts';
import { sqlPredicate } from './sql-predicate/index.ts';
import { squeezedChange } from './squeezed-change/index.ts';
import { telemetrySpan } from './telemetry-span/index.ts';
import { testDeterminism } from './test-determinism/index.ts';
import { testsWeakened } from './tests-weakened/index.ts';
import { writeScope } from './write-scope.ts';

// The one place where a kind's own option type is let go: its schema reads the options back before it looks.
const known = <Options>(kind: RuleKind<Options>): RuleKind => kind as RuleKind;

/** Every kind of rule there is, by name. A new kind is its file and a line here. */
export const ruleKinds: ReadonlyMap<string, RuleKind> = new Map(
  [
    known(adrTrigger),
    known(diffBudget),
    known(firstThen),
    known(forbiddenCall),
    known(forbiddenField),
    known(forbiddenImport),
    known(functionComplexity),
    known(generatedPath),
    known(guardHollowed),
    known(guardRemoved),
    known(idGraph),
    known(newDependency),
    known(newFiles),
    known(pairedFiles),
    known(piiInLogs),
    known(protectedPath),
    known(publicInterface),
    known(requiredCall),
    known(requiredField),
    known(secrets),
    known(sqlPredicate),
    known(squeezedChange),
    known(telemetrySpan),
    known(testDeterminism),
    known(testsWeakened),
    known(writeScope),
  ].map((kind) => [kind.kind, kind]),
);
