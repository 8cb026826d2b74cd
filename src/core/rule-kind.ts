import type { z } from 'zod';
import type { Meter } from './budget.ts';
import type { Change, FileChange, FileClass } from './change.ts';
import { matchesAny, type PathTest } from './glob.ts';
import type { Level } from './level.ts';
import type { Mend } from './mend.ts';
import type { Facts } from './syntax/facts.ts';
import type { Flaw, FunctionEntity } from './syntax/function-entity.ts';
import type { FunctionNumber } from './syntax/function-number.ts';
import type { SqlText } from './syntax/sql/texts.ts';
import type { SyntaxChange } from './syntax/syntax-change.ts';
import type { Surroundings } from './surroundings.ts';

/** A kind with options and a place, as a policy writes it. */
export interface Rule {
  readonly id: string;
  readonly kind: string;
  readonly in: readonly string[];
  readonly except: readonly string[];
  /** The modes it holds in; empty: all, and work without a mode. */
  readonly modes: readonly string[];
  readonly with: unknown;
  readonly level: Level;
  readonly because: string;
}

/** True for a path in the rule's place: in its `in`, or anywhere where it names none, and not in its `except`. */
export const placeOf = ({ in: places, except }: Pick<Rule, 'in' | 'except'>): PathTest => {
  const inside = places.length === 0 ? () => true : matchesAny(places);
  const excepted = matchesAny(except);
  return (path) => inside(path) && !excepted(path);
};

/** What a kind saw, before a rule gives it weight. */
export interface Sighting {
  /** Path as it is now; empty when the whole change is meant. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  /** What tells this sighting from others of the same rule and path, without line numbers: a symbol, a normalised text, its code. */
  readonly identity: string;
  /** True when it is about the whole change; path and line then only show where it came about. */
  readonly ofChange?: true;
  /** Left out where mending takes a person. */
  readonly mend?: Mend;
}

/** A secret in a text, by its offsets. */
export interface SecretSighting {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

/**
 * A changed file with what was asked for of it. Texts are absent where nobody needs them, and for binary, deleted (`after`)
 * and new (`before`) files.
 */
export interface ChangedFile extends FileChange {
  readonly before?: string;
  readonly after?: string;
  /** Why a text that is there was not read, for people: `it is larger than 5 MB`. */
  readonly unread?: string;
  /** Functions after and before the change; absent where the language is not read or no parser was at hand. */
  readonly functions?: readonly FunctionEntity[];
  readonly functionsBefore?: readonly FunctionEntity[];
  /** The text after the change is in a language that is not read, although its path does not tell: a notebook of R. */
  readonly foreign?: true;
  /** What the change is in syntax; absent where nobody needs it, or it could not be told. */
  readonly syntax?: SyntaxChange;
  /** What the text after and before the change says; absent as functions are. */
  readonly facts?: Facts;
  readonly factsBefore?: Facts;
  /** The SQL in the text after and before the change; absent where nobody needs it, or nothing could read it. */
  readonly sql?: readonly SqlText[];
  readonly sqlBefore?: readonly SqlText[];
  /** The secrets in the text after and before the change; absent where nobody needs them. */
  readonly secrets?: readonly SecretSighting[];
  readonly secretsBefore?: readonly SecretSighting[];
  /** Where the text after the change does not parse, so that functions may be missing. */
  readonly flaw?: Flaw;
  /** The same of the text before. */
  readonly flawBefore?: Flaw;
}

/** Picks the files of a change of which something is wanted. */
export type Wants = (file: FileChange) => boolean;

/** What has to be read of changed files beyond their numbers. */
export interface Needs {
  /** Their functions, before and after; they can be had only of languages we read. */
  readonly functions?: Wants;
  /** The cognitive complexity of these functions; it can be had of few languages. */
  readonly cognitive?: Wants;
  /** Their texts, before and after. */
  readonly text?: Wants;
  /** What the change is in syntax, whatever way it is laid out. */
  readonly syntax?: Wants;
  /** What their texts say, before and after: imports, calls, strings and more; only of languages that have facts. */
  readonly facts?: Wants;
  /** The SQL that stands in their texts, before and after: in strings of programs, and in files of its own. */
  readonly sql?: Wants;
  /** The secrets in their texts, before and after. */
  readonly secrets?: Wants;
}

/** What a kind may look at: the files of the change with a path in the rule's place, and the whole change. */
export interface Scene<Options> {
  readonly options: Options;
  /** The rule's place: tells which of the two paths of a renamed file is in it. */
  readonly applies: PathTest;
  readonly files: readonly ChangedFile[];
  /** The other files of the change, with what the kind needs of them; left out where it has no `needsBeyond`. */
  readonly beyond?: readonly ChangedFile[];
  readonly change: Change;
  /** The whole repository before and after, and what the change says of itself; for a kind that looks around. */
  readonly around: Surroundings;
  /** How much the rule weighs; left out: it blocks. Nothing is seen or not by it: it tells how what is seen is said. */
  readonly level?: Level;
  /** True for a path at which another rule tells what this one leaves to it; see `leavesTo`. */
  readonly isLeft: PathTest;
}

/** What a kind saw of a scene. */
export interface Sight {
  readonly sightings: readonly Sighting[];
  readonly meter?: Omit<Meter, 'id'>;
}

/** A small change and the sightings a kind must have in it, marked on their lines; see `test/core/examples.ts`. */
export interface Example {
  readonly title: string;
  readonly with: unknown;
  /** The globs of the rule's place; left out: everywhere. */
  readonly in?: readonly string[];
  /** The rule's level; left out: it blocks. */
  readonly level?: Level;
  /** The globs of what is left out of it. */
  readonly except?: readonly string[];
  /** Path → text at the base. */
  readonly before: Readonly<Record<string, string>>;
  /** New path → old path, of files that were renamed. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Globs of where another rule tells what this one leaves to it. */
  readonly left?: readonly string[];
  /** What texts do not show of a file: that it is binary, a link now, or changed in its mode alone. */
  readonly facts?: Readonly<Record<string, Partial<Pick<FileChange, 'status' | 'binary' | 'textless'>>>>;
  /** What the change says of itself. */
  readonly mentions?: string;
  /** Path → text now; a line ending in `    ← message` must be sighted with just that message, no other may be. */
  readonly after: Readonly<Record<string, string>>;
  /** The sentence that tells an agent beforehand what these options hold it to, in the example's place. */
  readonly guard?: string;
  /** Messages of sightings that stand at no line of `after`, such as one on a deleted file. */
  readonly elsewhere?: readonly string[];
}

/** What the functions of files in some classes are held to. */
interface FunctionLimit {
  readonly limit: number;
  /** The number that is limited. */
  readonly of: Required<FunctionNumber>;
  readonly counts: readonly FileClass[];
}

/** Code that knows how to look at a change for one thing. */
export interface RuleKind<Options = unknown> {
  readonly kind: string;
  readonly title: string;
  /** What it is for and how it decides, as Markdown for `docs/rules.md`. */
  readonly manual: string;
  /** How a person fixes a finding of it, in one sentence. */
  readonly remedy: string;
  readonly options: z.ZodType<Options>;
  /** True where a rule with these options keeps files from coming: then its place may well be empty. */
  readonly keepsOut?: (options: Options) => boolean;
  /** True where a rule with these options and in this place lets no new dependency come. */
  readonly bansDependencies?: (options: Options, isIn: PathTest) => boolean;
  /**
   * What it looks at; nothing but numbers when left out. What it needs and does not get is a finding, made for every kind
   * alike: not knowing is no pass.
   */
  readonly needs?: (options: Options) => Needs;
  /** What it looks at of changed files out of the rule's place, where it gets it; left out: nothing. */
  readonly needsBeyond?: (options: Options) => Needs;
  /** The ids of the rules that a rule with these options leaves something to, so that one line is one finding. */
  readonly leavesTo?: (options: Options) => readonly string[];
  /** True for a kind that looks at what did not change, too, or at what the change says of itself. */
  readonly looksAround?: true;
  readonly examples: readonly Example[];
  readonly see: (scene: Scene<Options>) => Sight;
  /** The limit that a rule with these options sets for every function; left out: it sets none. */
  readonly limits?: (options: Options) => FunctionLimit;
  /** The sentence that tells an agent beforehand what a rule of this kind will hold it to; undefined: nothing to tell. */
  readonly guard?: (options: Options, rule: Rule) => string | undefined;
}
