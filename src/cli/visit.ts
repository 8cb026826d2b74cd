import type { Failure } from '#app';
import type { Result } from '#core';
import type { Machine } from '#repo';
import type { ExitCode, Terminal } from './terminal.ts';

type Work<Given extends readonly unknown[]> = (...given: Given) => Promise<Result<ExitCode, Failure>>;
type Action<Given extends readonly unknown[]> = (...given: Given) => Promise<void>;

/** What every command is given. Its work is a story: what it fails with is said, and decides the exit code, in one place. */
export interface Visit {
  readonly terminal: Terminal;
  /**
   * Opens the machine of the repository the command line is asked about. `outlasts`: it goes on when the command is told to
   * stop, for what has to be looked at then. `isBrief`: it answers of one state, and git is asked once for each part of it.
   */
  readonly open: (how?: { readonly outlasts?: true; readonly isBrief?: true }) => Promise<Result<Machine, Failure>>;
  /** A command that decides its exit code by itself. */
  readonly ends: <Given extends readonly unknown[]>(work: (...given: Given) => Promise<ExitCode>) => Action<Given>;
  /** A command that needs no repository. */
  readonly anywhere: <Given extends readonly unknown[]>(work: Work<Given>) => Action<Given>;
  /** A command about a repository, which is opened for it. */
  readonly inRepository: <Given extends readonly unknown[]>(work: Work<[Machine, ...Given]>) => Action<Given>;
  /** A command that tells how a repository is, and moves nothing in it. */
  readonly aboutOneState: <Given extends readonly unknown[]>(work: Work<[Machine, ...Given]>) => Action<Given>;
}
