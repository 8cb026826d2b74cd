import { isIn } from '../../syntax/sql/found.ts';
import type { SqlEquality, SqlSource, SqlStatement } from '../../syntax/sql/statements.ts';

/*
 * Which sources of a statement are limited: to rows of one owner, by an equality on one of the columns that say whose a row
 * is. A source is limited, too, where it is joined by such a column to a source that something picks a row of, by any column
 * to another table under the rule that is limited, or where it is the subquery or what stands in one.
 */

interface Limits {
  readonly limited: Set<number>;
  /** Subqueries that give rows of one owner alone, by what stands in them. */
  readonly lent: Set<number>;
  /** Sources that are under no rule, and have a row picked of them. */
  readonly picked: Set<number>;
}

interface Question {
  readonly statement: SqlStatement;
  /** Indexes of the sources that are under the rule: a row that is picked of one may be anybody's. */
  readonly scoped: ReadonlySet<number>;
  /** True for a column that says whose a row of a source is. */
  readonly tells: (column: string, index: number) => boolean;
}

/** What a source gets from one equality. */
const learn = (
  { scoped, tells }: Question,
  { limited, lent, picked }: Limits,
  { column, to }: SqlEquality,
  source: number,
): 'limited' | 'picked' | undefined => {
  const isPicked = to.length === 0 || to.some((index) => picked.has(index));
  if (tells(column, source) && (isPicked || to.some((index) => limited.has(index)))) return 'limited';
  if (to.some((index) => lent.has(index) || (limited.has(index) && scoped.has(index)))) return 'limited';
  return isPicked ? 'picked' : undefined;
};

/** A condition of an outer join says something of the rows that it keeps only where others leave out what it fills in. */
const holds = ({ statement }: Question, { weak, to }: SqlEquality): boolean =>
  weak !== true ||
  to.some((index) => statement.equalities.some(({ outer, sources }) => outer !== true && sources.includes(index)));

const armsOf = ({ queries }: SqlStatement, query: number): readonly number[] => {
  const arms = queries.flatMap(({ armOf }, index) => (armOf === query ? [index] : []));
  return arms.length === 0 ? [query] : arms;
};

/** True for a query whose rows are those of one owner, in each of its arms; one that asks itself again adds none. */
const isQueryIn = ({ statement }: Question, known: ReadonlySet<number>, query: number): boolean => {
  const arms = armsOf(statement, query).map((arm) =>
    statement.sources.flatMap((source, index) =>
      isIn(statement.queries, source.query, arm) ? [{ source, index }] : [],
    ),
  );
  const own = arms.filter((sources) => !sources.some(({ source }) => source.of === query));
  return own.every((sources) => sources.some(({ index }) => known.has(index)));
};

/** True for a query that takes its rows from no table: its caller gives them. */
const isOfValues = ({ statement }: Question, query: number): boolean =>
  !statement.sources.some((source) => isIn(statement.queries, source.query, query));

const learnOfDerived = (question: Question, { limited, lent, picked }: Limits): void => {
  const { sources } = question.statement;
  for (const [index, { of, values }] of sources.entries()) {
    if (values === true) picked.add(index);
    if (of === undefined) continue;
    if (isOfValues(question, of) || isQueryIn(question, picked, of)) picked.add(index);
    if (limited.has(index)) {
      for (const [inner, source] of sources.entries())
        if (isIn(question.statement.queries, source.query, of)) limited.add(inner);
    } else if (isQueryIn(question, new Set([...limited, ...lent]), of)) lent.add(index);
  }
};

const size = ({ limited, lent, picked }: Limits): number => limited.size + lent.size + picked.size;

/** The indexes of the sources of a statement that are limited. */
export const limitedSources = (
  statement: SqlStatement,
  isScoped: (source: SqlSource) => boolean,
  tells: Question['tells'],
): ReadonlySet<number> => {
  const scoped = new Set(statement.sources.flatMap((source, index) => (isScoped(source) ? [index] : [])));
  const question: Question = { statement, scoped, tells };
  const limits: Limits = { limited: new Set(), lent: new Set(), picked: new Set() };
  for (let before = -1; before !== size(limits);) {
    before = size(limits);
    for (const equality of statement.equalities.filter((each) => holds(question, each))) {
      // Sources that the column may be of are all meant.
      for (const index of equality.sources) {
        const learned = learn(question, limits, equality, index);
        if (learned === 'limited') limits.limited.add(index);
        else if (learned === 'picked' && !scoped.has(index)) limits.picked.add(index);
      }
    }
    learnOfDerived(question, limits);
  }
  return limits.limited;
};
