import type { DependencyGroup, DependencyOrigin, Ecosystem } from './dependency.ts';
import type { Span } from '../lines.ts';
import type { Result } from '../result.ts';

/** A dependency as a reader finds it; what is left out is direct, in no version, and comes from the registry. */
export interface Found {
  readonly name: string;
  readonly at: Span;
  readonly group: DependencyGroup;
  readonly direct?: boolean;
  readonly requirement?: string;
  readonly origin?: DependencyOrigin;
  /** Only where it is not that of the format. */
  readonly ecosystem?: Ecosystem;
}

/** A place that may name dependencies and cannot be read. */
interface Unread {
  readonly at: Span;
  readonly unread: string;
}

/** The project's own name, for those beside it in the repository. */
interface Declared {
  readonly declares: string;
}

export type Find = Found | Unread | Declared;
export type Finds = Iterable<Find>;

/** Why a text could not be read at all, and the offset of the reason. */
export interface Fault {
  readonly at: number;
  readonly message: string;
}

/** Reads a whole text. What it gives may be computed while it is walked; the path only tells what the text is for. */
export type ReadFormat = (text: string, path: string) => Result<Finds, Fault>;

export const unread = (at: Span, message: string): Find => ({ at, unread: message });

/** A constraint asks for nothing: only what it replaces by a package of another name or address does. */
export const isAsked = ({ group, direct }: Pick<Found, 'group' | 'direct'>): boolean =>
  direct ?? group !== 'constraint';
