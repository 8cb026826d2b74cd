import type { PackFiles, PackFlaw, Result } from '#core';
import type { CheckPorts } from '../review/check-change.ts';
import type { Failure } from '../failure.ts';
import type { GatePorts } from '../gates/gate-ports.ts';

/** What lies at a place that is said to be a pack. */
export interface ReadPackFiles {
  readonly files: PackFiles;
  /** What is there and can be no part of one. */
  readonly odd: readonly PackFlaw[];
}

/** Where packs lie; paths are absolute. One that ends in `.tar` is an archive, any other a folder. */
export interface PackPlace {
  /** Writes a pack, whole or not at all. Fails with `exists` and `cannot-keep`. */
  readonly write: (path: string, files: ReadonlyMap<string, string>) => Promise<Result<void, Failure>>;
  /** Removes a pack that was just written. Fails with `cannot-keep`. */
  readonly remove: (path: string) => Promise<Result<void, Failure>>;
  /** Fails with `unreadable`. */
  readonly read: (path: string) => Promise<Result<ReadPackFiles, Failure>>;
  /** A path that lies in a folder, told from there with `/`; undefined where it does not. */
  readonly findInside: (folder: string, path: string) => Promise<string | undefined>;
}

export type PackEvidencePorts = GatePorts & CheckPorts;
