import { namesIn } from './lint-names.ts';

/** A way of saying a goal that leads nowhere good, with how to say it instead. */
export interface Phrase {
  readonly id: 'vague' | 'everywhere' | 'scope-creep' | 'placeholder';
  readonly pattern: RegExp;
  /** What has to follow, or may not follow, for the phrase to be harmless. */
  readonly fineWhen?: (goal: PhraseInGoal) => boolean;
  readonly because: string;
  readonly better: (goal: PhraseInGoal) => string;
}

/** A match with what stands around it. */
export interface PhraseInGoal {
  readonly goal: string;
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

const words = (source: string): RegExp => new RegExp(String.raw`(?<![\w-])(?:${source})(?![\w-])`, 'gi');

const tidyEnd = (text: string): string => text.trim().replace(/(?:[\s,;:.!?-]|\b(?:and|then|also|or)\b)+$/i, '');

const namedPlace = (goal: string): string =>
  namesIn(goal)
    .find(({ kind }) => kind === 'path')
    ?.text.replaceAll('`', '') ?? 'path/to/file';

const outcome =
  /\b(?:so that|such that|until|by \w+ing|to (?:at least|at most|under|below|less than|no more than|within)|(?:under|below|at least|at most|within) \d|from \S+ to \d|to \d+ ?%|ensur\w+|must|should|raises?|throws?)\b/i;

const saysOutcome = ({ goal, after }: PhraseInGoal): boolean =>
  namesIn(goal).length > 0 && (outcome.test(goal) || /^\s*(?:#?\d|:)/.test(after));

const isLimited = ({ after }: PhraseInGoal): boolean =>
  /^(?:\s+\S+){0,3}?\s*(?:\(|,)?\s*(?:in|under|of|within|below|matching|from|inside|that (?:call|use|import)s?)\s+(?:the\s+|module\s+|folder\s+|file\s+)?[`·/]/i.test(
    after,
  );

const bringsTests = ({ after }: PhraseInGoal): boolean =>
  /^\s*(?:please\s+)?(?:(?:add|write|update|extend|adjust|include|bring|run|cover|document)\s+)?(?:\S+\s+){0,4}?(?:tests?|docs?|docstrings?|documentation|typing|types?|type hints|changelog|readme|fixtures?|cover|covered)\b/i.test(
    after,
  ) || /\btests?\b/i.test(after.slice(0, 60));

const nameOutcome = ({ goal }: PhraseInGoal): string =>
  `Say what is different afterwards and which test sees it: “Change \`${namedPlace(goal)}\` so that …, shown in \`tests/…\`.”`;

const oneAtATime = ({ before, goal }: PhraseInGoal): string => {
  const first = tidyEnd(before);
  return first.split(/\s+/).length < 3
    ? `Name one capability and its place: “Implement … in \`${namedPlace(goal)}\`, with tests in \`tests/…\`.”`
    : `Keep to the first: “${first}.” Make the rest a task of its own.`;
};

const joined = (before: string, place: string, after: string): string =>
  `Name the place: “${`${tidyEnd(before)} ${place}${/^\s*[,;.]/.test(after) ? after : ` ${after.trim()}`}`.trim()}”`;

const narrow = ({ before, after }: PhraseInGoal): string => joined(before, 'in `path/to/file`', after);

// `convert all files`, but `in the whole project`: the place takes over the preposition of the words it replaces.
const narrowThing = ({ before, words, after }: PhraseInGoal): string => {
  const [preposition] = /^(?:in|over|across|through|throughout)\b/i.exec(words) ?? [];
  return joined(before, preposition === undefined ? '`path/to/file`' : 'in `path/to/file`', after);
};

const determiner = String.raw`(?:(?:the|this|that|these|those|our|my|all|some|its|any|whole|entire|existing|current|overall|general)\s+){0,3}`;
const vagueThings = String.raw`(?:code ?base|code(?: quality| structure)?|project|app(?:lication)?|system|module|files?|performance|quality|architecture|structure|design|logic|implementation|ui|ux|everything|it|them|repo(?:sitory)?|backend|frontend|services?|functions?|class(?:es)?|tests?|readability|maintainability|error handling|security|experience|documentation|docs|speed|robustness|scalability|bugs?|issues?|problems?|errors?|mess|rest)`;
const vagueVerbs = String.raw`(?:improv(?:e|ing)|enhanc(?:e|ing)|optimi[sz](?:e|ing)|polish|moderni[sz]e|streamline|clean(?:ing)?[ -]?up|tidy(?:[ -]?up)?|beautify|fix(?:ing)?(?: up)?|work on|look into|deal with|sort out|take care of|rework|revamp)`;

const vagueBecause = 'It does not say what will be different, so nobody can tell when it is done.';
const creepBecause = 'A second concern in one task makes a change that is too wide to review.';
const everywhereBecause = 'A goal without an edge grows while it is worked on; a task keeps to the places it names.';

export const phrases: readonly Phrase[] = [
  {
    id: 'vague',
    pattern: words(
      String.raw`stuff|(?:some|many|other|various|and|fix|improve|change|update|clean up|do|all(?: the)?) things|(?:and|or) (?:any|every)thing else|somehow|whatever|etc\.?|and so (?:on|forth)|as you see fit|best practices|production[- ]ready|do (?:the needful|the right thing|your magic|something)`,
    ),
    because: vagueBecause,
    better: nameOutcome,
  },
  {
    id: 'vague',
    pattern: words(String.raw`${vagueVerbs}\s+${determiner}${vagueThings}`),
    fineWhen: saysOutcome,
    because: vagueBecause,
    better: nameOutcome,
  },
  {
    // Nothing but a name after the verb: `Improve src/a.py`.
    id: 'vague',
    pattern:
      /(?<![\w-])(?:improve|enhance|optimi[sz]e|polish|moderni[sz]e|streamline|clean[ -]?up|tidy(?:[ -]?up)?|beautify|work on|look into|revamp)\s+(?:the\s+)?(?:(?:file|module|function|class)\s+)?·+\s*(?=$|[.!?;]|and\b)/gi,
    fineWhen: saysOutcome,
    because: vagueBecause,
    better: nameOutcome,
  },
  {
    id: 'vague',
    pattern: words(
      String.raw`mak(?:e|ing)\s+(?:${determiner}(?:it|this|that|them|everything|things|${vagueThings})|·+)\s+(?:(?:much|a bit|a lot|way|really|more|less|look)\s+){0,2}(?:better|nicer|faster|cleaner|simpler|smarter|work|great|good|nice|pretty|modern|professional|robust|scalable|perfect|awesome|beautiful|user[- ]friendly|readable|maintainable|efficient|flexible|secure)`,
    ),
    fineWhen: saysOutcome,
    because: vagueBecause,
    better: nameOutcome,
  },
  {
    id: 'everywhere',
    pattern: words(
      String.raw`everywhere|all over(?: the (?:place|code|repo(?:sitory)?|project|app))?|repo[- ]?wide|project[- ]wide|code ?base[- ]wide|wherever (?:possible|needed|you (?:can|see|find)[^.,;]{0,20}|it makes sense)|anywhere (?:it is |it's )?(?:needed|used)`,
    ),
    because: everywhereBecause,
    better: narrow,
  },
  {
    id: 'everywhere',
    pattern: words(
      String.raw`(?:all|every|each(?: and every)?)(?: of)?(?: the| our| other| single| existing)?(?: \w+)? (?:files?|modules?|functions?|class(?:es)?|components?|endpoints?|services?|packages?|call ?sites?|pages?|layers?)`,
    ),
    fineWhen: isLimited,
    because: everywhereBecause,
    better: narrowThing,
  },
  {
    id: 'everywhere',
    pattern: words(
      String.raw`(?:in |over |across |through |throughout )?(?:the |our |this )?(?:whole|entire|complete|full) (?:code ?base|repo(?:sitory)?|project|app(?:lication)?|system|code|thing|backend|frontend|stack|tree|product)|(?:across|throughout) (?:the |our |this )?(?:\w+ )?(?:board|code ?base|repo(?:sitory)?|project|app(?:lication)?|system|code|stack)`,
    ),
    because: everywhereBecause,
    better: narrowThing,
  },
  {
    id: 'scope-creep',
    pattern: words(
      String.raw`while (?:you(?:'|’)?re|you are|we(?:'|’)?re|we are|i(?:'|’)?m) (?:at it|there|here|in there|on it)|on top of that|as a bonus|if (?:you have|there is|there's) time`,
    ),
    because: creepBecause,
    better: oneAtATime,
  },
  {
    id: 'scope-creep',
    pattern: words(
      String.raw`and also|(?:also|additionally,?|in addition,?|plus|as well as|and then) (?=(?:please )?(?:add|fix|refactor|rewrite|clean|tidy|update|upgrade|migrate|rename|remove|improve|change|convert|move|build|create|implement|redesign|replace|introduce|write|set up|make)\b)`,
    ),
    fineWhen: bringsTests,
    because: creepBecause,
    better: oneAtATime,
  },
  {
    id: 'scope-creep',
    pattern: words(
      String.raw`(?:re-?writ(?:e|ing)|re-?build(?:ing)?|re-?do(?:ing)?|re-?implement(?:ing)?) [^.;]{0,60}?from (?:scratch|the ground up|zero)|from scratch|from the ground up|start(?:ing)? over|re-?architect\w*|overhaul\w*|redesign(?:ing)? ${determiner}${vagueThings}|rewrite ${determiner}${vagueThings}|rip out`,
    ),
    because: 'Starting over is a decision about architecture; a task works within the design that stands.',
    better: ({ goal }) =>
      `Name one step within the design that stands: “In \`${namedPlace(goal)}\`, replace … by …, with tests in \`tests/…\`.”`,
  },
  {
    id: 'scope-creep',
    pattern: words(
      String.raw`(?:wire|hook|plug|connect|integrate|roll) (?:it|this|that|them|everything)(?: all)? (?:up |in |into |out |with )?(?:everywhere|everything|all over|to everything)`,
    ),
    because: creepBecause,
    better: oneAtATime,
  },
  {
    id: 'scope-creep',
    pattern: words(
      String.raw`(?:a |an |the |our |my |some )?(?:whole |brand |completely |entirely )*new (?:[\w-]+ ){0,2}(?:engine|framework|platform|architecture|subsystem|infrastructure|backend|frontend|system|app|application)`,
    ),
    fineWhen: ({ goal }) => namesIn(goal).some(({ kind }) => kind === 'path'),
    because: 'A new part of the system is a design, and a task fills in a design that has been approved.',
    better: ({ goal }) =>
      `Name one approved capability and its place: “Implement … in \`${namedPlace(goal)}\` as … specifies, with tests in \`tests/…\`.”`,
  },
  {
    id: 'placeholder',
    pattern:
      /\bpath\/to\/[\w./-]*|\{[A-Za-z][\w -]{0,40}\}|<(?:path|file|name|module|function|test|spec|goal)[\w -]{0,20}>|…/gi,
    because: 'A place that was to be filled in is still open.',
    better: ({ words }) => `Put the real name where “${words}” stands.`,
  },
];
