/*
 * What an agent is about to do, as the surface that hears of it has it: values that can be written as JSON, so that a hook
 * can send them to an engine that is warm already.
 */

/** A file as it would be. Paths are posix and relative to the repository. */
export interface ProposedFile {
  readonly path: string;
  /** Where the file is now, where it is moved. */
  readonly from?: string;
  /** Its whole text then; left out: it is deleted. */
  readonly after?: string;
}

/** A change of one file as Codex's app-server tells it: `item/started` of a `fileChange` (protocol v2). */
export interface ToldChange {
  /** Absolute, or relative to the folder that Codex works in. */
  readonly path: string;
  readonly kind:
    | { readonly type: 'add' }
    | { readonly type: 'delete' }
    | { readonly type: 'update'; readonly move_path?: string | null };
  /** The text of a file that is added or deleted; a unified diff of one that is updated. */
  readonly diff: string;
}

/** What files would become, in one of the ways in which it is told. */
export interface PatchAction {
  readonly kind: 'patch';
  readonly patch:
    | { readonly text: string } // Codex's own format, from `*** Begin Patch` on.
    | { readonly changes: readonly ToldChange[] }
    | { readonly files: readonly ProposedFile[] };
  /** The folder that paths are relative to, absolute; left out: the root of the repository. */
  readonly cwd?: string;
}

/** A line for a shell. */
export interface CommandAction {
  readonly kind: 'command';
  readonly command: string;
  /** The folder it runs in, absolute; left out: the root of the repository. */
  readonly cwd?: string;
}

export interface PromptAction {
  readonly kind: 'prompt';
  readonly text: string;
  /** True for a word within a conversation: the goal stands already, so it need not name a place and may be short. */
  readonly follows?: true;
}

/** A tool of a server, of which nothing is known but its name. */
export interface ToolAction {
  readonly kind: 'tool';
  /** As the agent calls it: `mcp__server__tool`. */
  readonly name: string;
}

export type Action = PatchAction | CommandAction | PromptAction | ToolAction;
