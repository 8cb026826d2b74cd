import { tellFreeze, tellThaw, type TaskHistory } from '#app';
import {
  capitalized,
  counted,
  grouped,
  isOfInterest,
  nameMeter,
  type AlteredFunction,
  type AuditRecord,
  type Judgement,
  type MetersAt,
  type Origin,
  type Task,
} from '#core';
import type { TellTime } from '../task-view/judged-rows.ts';
import type { ChartSpec, LineSeries } from './chart-spec.ts';

/** A part of the report: what it is about, drawn and as a table, or why there is nothing to draw. */
export interface ReportSection {
  readonly id: 'score' | 'budgets' | 'complexity';
  readonly title: string;
  /** In whole sentences: what is drawn, and in what unit. */
  readonly description: string;
  readonly chart?: ChartSpec;
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** What a reader should know beside it, in whole sentences. */
  readonly notes: readonly string[];
}

/** A task with the judgement of its change. */
export interface ReportedTask {
  readonly task: Pick<Task, 'goal' | 'startedAt'>;
  readonly review: { readonly judgement: Pick<Judgement, 'meters'> };
}

/** What the report is made of. */
export interface ReportFacts {
  readonly history: TaskHistory;
  /** Where a task is under way and its change is seen. */
  readonly sight?: ReportedTask;
  /** The functions of its change, what got worst first. */
  readonly functions: readonly AlteredFunction[];
  /** What has frozen Codex; left out while it may work. */
  readonly freeze?: Origin;
  /** Now, ISO 8601. */
  readonly now: string;
}

const noTask = 'No Codex task is under way here, so there is no change to tell of. Start Codex Task begins one.';

const scoreNote = ({
  records,
  damage,
}: {
  readonly records: readonly AuditRecord[];
  readonly damage?: { readonly path: string; readonly why: string };
}): readonly string[] => [
  ...(records.length === 0
    ? ['No audit is kept in this repository yet. In a terminal, codex-governor audit makes the first one.']
    : []),
  ...(damage === undefined ? [] : [`What is kept of audits is damaged: ${damage.path}, ${damage.why}.`]),
];

const freezeNote = ({ freeze }: ReportFacts): readonly string[] =>
  freeze === undefined
    ? []
    : [`Codex is frozen in this repository: ${tellFreeze(freeze)}. ${tellThaw(freeze).replaceAll('`', '')}`];

const scoreRow = (
  tellTime: TellTime,
  { number, at, score, threshold, passed, sample }: AuditRecord,
): readonly string[] => [
  String(number),
  tellTime(at),
  String(score),
  String(threshold),
  passed ? 'passed' : 'failed',
  counted(sample.length, 'commit'),
];

const scoreSection = (facts: ReportFacts, tellTime: TellTime): ReportSection => {
  const { audits } = facts.history;
  const head: Pick<ReportSection, 'id' | 'title' | 'description'> = {
    id: 'score',
    title: 'Audit Score',
    description: 'The score of each audit that was kept, from 0 to 100, and the score that it needed to pass.',
  };
  const frozen = freezeNote(facts);
  if (!audits.ok) return { ...head, notes: [...frozen, audits.error.message] };
  const { records } = audits.value;
  if (records.length === 0) return { ...head, notes: [...frozen, ...scoreNote(audits.value)] };
  const points = (value: (record: AuditRecord) => number): LineSeries['points'] =>
    records.map((record) => [record.number, value(record)]);
  return {
    ...head,
    chart: {
      kind: 'lines',
      axis: 'count',
      across: 'Audit',
      top: 100,
      series: [
        { name: 'Score', points: points(({ score }) => score) },
        { name: 'Needed', points: points(({ threshold }) => threshold) },
      ],
    },
    table: {
      head: ['Audit', 'Committed', 'Score', 'Needed', 'Verdict', 'Sample'],
      rows: records.toReversed().map((record) => scoreRow(tellTime, record)),
    },
    notes: [...frozen, ...scoreNote(audits.value)],
  };
};

const nameOf = (id: string): string => {
  const name = nameMeter({ id });
  return name === id ? id : capitalized(name);
};

/** From the start of the task, when nothing was used, over what the journal tells, to now. */
const momentsOf = ({ task, review }: ReportedTask, past: readonly MetersAt[], now: string): readonly MetersAt[] => {
  const { meters } = review.judgement;
  const begun = { at: task.startedAt, meters: meters.map(({ id, limit }) => ({ id, used: 0, limit })) };
  return [begun, ...past, { at: now, meters }];
};

const meterAt = ({ meters }: MetersAt, id: string) => meters.find((meter) => meter.id === id);

const shareOf = (moment: MetersAt, id: string): number | undefined => {
  const meter = meterAt(moment, id);
  // Of a budget of nothing there is no share: the table tells of it.
  return meter === undefined || meter.limit === 0 ? undefined : Math.round((100 * meter.used) / meter.limit);
};

const seriesOf = (moments: readonly MetersAt[], id: string): LineSeries => ({
  name: nameOf(id),
  points: moments.flatMap((moment) => {
    const share = shareOf(moment, id);
    return share === undefined ? [] : [[Date.parse(moment.at), share] as const];
  }),
});

const tellMeter = (moment: MetersAt, id: string): string => {
  const meter = meterAt(moment, id);
  return meter === undefined ? 'not known' : `${grouped(meter.used)} of ${grouped(meter.limit)}`;
};

const mostRows = 50;
const mostBars = 15;

const cut = (all: number, most: number, what: string): readonly string[] =>
  all > most ? [`${what} the ${most} of ${grouped(all)} that count most.`] : [];

const budgetSection = ({ history, sight, now }: ReportFacts, tellTime: TellTime): ReportSection => {
  const head: Pick<ReportSection, 'id' | 'title' | 'description'> = {
    id: 'budgets',
    title: 'Budgets Over Time',
    description:
      'How much of each budget the task had used, in percent of its limit. Above 100 % a budget is exceeded.',
  };
  if (sight === undefined) return { ...head, notes: [noTask] };
  if (!history.meters.ok) return { ...head, notes: [history.meters.error.message] };
  const ids = sight.review.judgement.meters.filter(isOfInterest).map(({ id }) => id);
  if (ids.length === 0) return { ...head, notes: ['No budget holds for this task.'] };
  const moments = momentsOf(sight, history.meters.value, now);
  const series = ids.map((id) => seriesOf(moments, id)).filter(({ points }) => points.length > 0);
  const rows = moments.toReversed().slice(0, mostRows);
  return {
    ...head,
    ...(series.length === 0
      ? {}
      : { chart: { kind: 'lines', axis: 'time', across: 'Time', top: 100, limit: 100, series } }),
    table: {
      head: ['Moment', ...ids.map(nameOf)],
      rows: rows.map((moment) => [tellTime(moment.at), ...ids.map((id) => tellMeter(moment, id))]),
    },
    notes: moments.length > mostRows ? [`The table has the last ${mostRows} of ${moments.length} moments.`] : [],
  };
};

const functionRow = ({ entity, path, base, added, limits: [limit] }: AlteredFunction): readonly string[] => [
  entity.name,
  `${path}:${entity.line}`,
  base === 'new' ? 'new' : String(base),
  String(entity.complexity),
  base === 'new' ? 'new' : added > 0 ? `+${added}` : String(added).replace('-', '−'),
  limit === undefined ? 'none' : String(limit.limit),
];

const complexitySection = ({ sight, functions }: ReportFacts): ReportSection => {
  const head: Pick<ReportSection, 'id' | 'title' | 'description'> = {
    id: 'complexity',
    title: 'Complexity Before and After',
    description:
      'The functions that the change wrote or altered, worst first: their cyclomatic complexity at the base and now. What is new has no bar for before.',
  };
  if (sight === undefined) return { ...head, notes: [noTask] };
  if (functions.length === 0) return { ...head, notes: ['The change has written or altered no function yet.'] };
  const drawn = functions.slice(0, mostBars);
  const listed = functions.slice(0, mostRows);
  return {
    ...head,
    chart: {
      kind: 'bars',
      names: drawn.map(({ entity }) => entity.name),
      series: [
        { name: 'Before', values: drawn.map(({ base }) => (base === 'new' ? null : base)) },
        { name: 'Now', values: drawn.map(({ entity }) => entity.complexity) },
      ],
    },
    table: {
      head: ['Function', 'Place', 'Before', 'Now', 'Difference', 'Limit'],
      rows: listed.map(functionRow),
    },
    notes: [...cut(functions.length, mostBars, 'The chart shows'), ...cut(functions.length, mostRows, 'The table has')],
  };
};

/** The parts of the report, in their order. */
export const sectionsOf = (facts: ReportFacts, tellTime: TellTime): readonly ReportSection[] => [
  scoreSection(facts, tellTime),
  budgetSection(facts, tellTime),
  complexitySection(facts),
];
