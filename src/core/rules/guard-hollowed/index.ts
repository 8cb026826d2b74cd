import { isInClass } from '../../change.ts';
import { rememberAround } from '../../reads.ts';
import { rememberWeakly } from '../../remember.ts';
import type { RuleKind, Scene, Sighting } from '../../rule-kind.ts';
import { guardNamer, type NameGuard } from '../guard-parts/names.ts';
import { guardNeeds, guardOptions, tellGuards, type GuardOptions } from '../guard-parts/options.ts';
import { pairPartsOfFiles, pairsThatWere } from '../guard-parts/pairs.ts';
import type { Part } from '../guard-parts/parts.ts';
import { hollowBody, isGuard } from './bodies.ts';
import { callsGuards, hollowCalls } from './calls.ts';
import { guardSaidExamples } from './examples-said.ts';
import { guardHollowedExamples } from './examples.ts';
import { guardAskedExamples } from './examples-asked.ts';
import { guardBodyExamples } from './examples-bodies.ts';
import { guardCallExamples } from './examples-calls.ts';
import { guardClauseExamples } from './examples-clauses.ts';
import { guardFakeExamples } from './examples-fakes.ts';
import { guardKeptExamples } from './examples-kept.ts';
import { guardOverwrittenExamples } from './examples-overwritten.ts';
import { guardReachExamples } from './examples-reach.ts';
import { guardRowsExamples } from './examples-rows.ts';
import { guardTruthExamples } from './examples-truth.ts';
import type { Hollow } from './hollow.ts';
import { guardOrderExamples } from './examples-order.ts';
import { overwritten } from './overwritten.ts';
import { hollowRows } from './rows.ts';
import { switchedOff } from './switches.ts';

const sight = (part: Part, { guard, what, line, column, message }: Hollow): Sighting => ({
  path: part.path,
  line,
  column,
  message,
  identity: JSON.stringify([part.name, guard, what]),
});

/** True for a part that was a guard, or called one: nothing else can be hollowed. */
const concernedGuards = rememberWeakly((nameGuard: NameGuard) =>
  pairsThatWere((before) => [isGuard, callsGuards].some((is) => is(nameGuard, before))),
);

const rememberHollows = rememberAround<readonly Hollow[]>();

const see = (scene: Scene<GuardOptions>): ReturnType<RuleKind<GuardOptions>['see']> => {
  const { options, around } = scene;
  const files = scene.files.filter((file) => isInClass(file, options.counts));
  const nameGuard = guardNamer(options.guards);
  const hollows = pairPartsOfFiles(files)
    .flatMap(concernedGuards(nameGuard))
    .flatMap((pair) => {
      const { before, after } = pair;
      const turn = { before, after, tree: around.after };
      const find = (): readonly Hollow[] => [...hollowBody(nameGuard, turn), ...hollowCalls(nameGuard, turn)];
      const found = rememberHollows(around.after.reader, [options, pair], 'hollows', find);
      return found.map((hollow) => sight(after, hollow));
    });
  const counted = { ...scene, files };
  return { sightings: [...hollows, ...switchedOff(counted), ...overwritten(counted), ...hollowRows(counted)] };
};

export const guardHollowed: RuleKind<GuardOptions> = {
  kind: 'guard-hollowed',
  title: 'Guard hollowed',
  manual: [
    'Flags a change after which a guard is still there, but no longer guards. `guards` names them as in `guard-removed`; a',
    'name may also be that of a switch such as `require_fresh`.',
    '',
    'Where a guard is called, in a function that called it before: the call depends on a condition that it did not depend on',
    '(`if settings.strict`, `if False`, `DEBUG or …`); the function may return before it comes to the call;',
    'what was done behind it is done before it (`client.post(…)`, `send_mail(…)`, `db.execute(…)`, `yield row`); what it raises is',
    'swallowed (`except: pass`, a handler that only logs, `suppress`, `.catch(…)`); nobody looks at what it gives any more, or',
    'only a log does; it is no longer awaited; it is asked the other way round, or nothing is raised for what it says any more;',
    'it is named and no longer called; an argument became a value',
    'that is written out (`ensure_allowed(None)`).',
    '',
    'Where a guard is defined: its body became empty, gives the same always (`x or True`, `bool(1)`, `all([])`, `1 == 1`) or gives back what it is given; it',
    'raises nothing any more, where it did; it returns before it has checked, where it did not; something that it did stands',
    'where nothing ever comes (`if False`, `… and False`, behind a `return`).',
    '',
    'Where a guard is given something else: `redact = lambda text: text`, `limits.enforce = noop`, `guard = () => true`, also',
    'by its name: `setattr(rights, "ensure_allowed", …)`, `rights.__dict__["ensure_allowed"] = …`, `globals()[…] = …`,',
    '`Object.defineProperty(…)`. What is made of the guard itself (`enforce = timed(enforce)`) is none of it, nor is a',
    'definition that is new. Where a guard that was taken in from elsewhere has its place taken by a mock (`Mock()`,',
    '`SimpleNamespace(…)`, `vi.fn()`), or by a function or a class of its name that calls nothing and raises nothing.',
    '',
    'With `row_security` or `holdings.row_security` among the guards, in `.sql` files and in texts of programs: `DISABLE` and',
    '`NO FORCE ROW LEVEL SECURITY`, `DROP POLICY` where the same file makes no other, a policy that lets every row pass from',
    'now on (`USING (true)`), `row_security = off` and `BYPASSRLS`.',
    '',
    'A switch is off where a variable, a parameter, a field, an argument or a key of that name is given `False`, `None` or',
    '`0`, and was not before.',
    '',
    'What does not count: a guard called in both branches of a condition, `for` and `with` around it, a handler that raises,',
    'returns or goes on with the next turn, an exception that the guard does not raise, a condition that makes it stricter',
    '(`not allowed() or not is_fresh()`), conditions that were there before, and a guard clause before it that gives nothing',
    '(`if pack is None: return None`) where the function gives something behind it and did nothing yet.',
  ].join('\n'),
  remedy: 'Let the guard decide again: call it on every way, unconditionally, and act on what it says.',
  options: guardOptions,
  needs: guardNeeds,
  looksAround: true,
  examples: [
    ...guardHollowedExamples,
    ...guardSaidExamples,
    ...guardBodyExamples,
    ...guardCallExamples,
    ...guardClauseExamples,
    ...guardKeptExamples,
    ...guardReachExamples,
    ...guardOverwrittenExamples,
    ...guardFakeExamples,
    ...guardRowsExamples,
    ...guardTruthExamples,
    ...guardOrderExamples,
    ...guardAskedExamples,
  ],
  see,
  guard: ({ guards }, rule) => tellGuards('Do not bypass, switch off or empty', guards, rule),
};
