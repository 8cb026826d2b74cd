import type { Result, ToldChange } from '#core';
import type { Failure } from './failure.ts';

/*
 * The coding agent of a governed run, as the stories see it. It may read and run what its sandbox lets it; every file it
 * would change it asks for first, and waits. Nothing here can grant it more.
 */

/** What a thread may not do beyond the one law that it writes nothing by itself. */
export interface AgentPermissions {
  /** Globs, from the root of the working tree, of what no tool of the agent may read. */
  readonly denyReads: readonly string[];
  /** Whether the mode says which commands may run: then a thread whose commands are not judged is not opened. */
  readonly judgesCommands?: boolean;
}

/** A document handed over beside the prompt, such as the context pack. */
export interface AgentContext {
  /** Names it to the agent: letters, digits, `.`, `_` and `-`. */
  readonly key: string;
  readonly text: string;
}

export interface AgentStart {
  /** Absolute path of the root of the working tree. */
  readonly cwd: string;
  /** What stands above every prompt of the thread: the mode, its guards. */
  readonly instructions: string;
  /** Goes in with the first `say` of this start, also of one that resumes. */
  readonly context: readonly AgentContext[];
  readonly permissions: AgentPermissions;
  /** Left out: what the person set for the agent. */
  readonly model?: string;
  /** The id of an earlier thread to go on with; all of the above is sent and holds anew. */
  readonly resume?: string;
}

/** Names one ask of one thread; it can be answered once. */
export type AskId = string;

/** `cancel` declines and ends the turn. */
export type AgentDecision = 'accept' | 'decline' | 'cancel';

/** UTF-8 bytes that went over to the agent, for a receipt. They reach the model whole. */
export interface AgentSent {
  readonly prompt: number;
  /** In the order of `AgentStart.context`, of a resumed thread after `instructions`; empty where they went in before. */
  readonly context: readonly { readonly key: string; readonly bytes: number }[];
}

/** What became of an answer. */
export interface AgentAnswered {
  /** False where nobody waited for it any more, such as after an interruption. */
  readonly arrived: boolean;
  /** True where a reason was handed in and lies before the agent: in the turn that asked, or in that of its parent. */
  readonly told: boolean;
}

/** A process of the agent with one thread (and the threads of its sub-agents) in it. */
export interface AgentThread {
  readonly id: string;
  /** The version of the agent that runs, as it says itself. */
  readonly version: string;
  /** What keeps it from writing: a permission profile of ours, or the plain read-only sandbox, which cannot deny reads. */
  readonly sandbox: 'profile' | 'read-only';
  /** Whether each command is judged before it runs, or the agent is only told what the policy says of them. */
  readonly commands: 'judged' | 'told';
  /** UTF-8 bytes of the instructions; they reach the model with the first words. */
  readonly instructionBytes: number;
  /** Every event from the start on, in order, for one reader; ends after `closed`. */
  readonly events: AsyncIterable<AgentEvent>;
  /** Starts a turn. Fails with `agent-failed` where the agent refuses or is gone. */
  say(text: string): Promise<Result<AgentSent, Failure>>;
  /** Adds words to the turn that runs. Fails with `agent-failed` where none runs. */
  steer(text: string): Promise<Result<AgentSent, Failure>>;
  /** Answers an ask. A reason is steered into the asking turn first, so that it reaches the model in the same turn. */
  answer(ask: AskId, decision: AgentDecision, reason?: string): Promise<AgentAnswered>;
  /** Ends the running turn, if there is one; its asks are gone then. The process lives on. */
  interrupt(): Promise<void>;
  /** Ends the process and all it has started, at once; resolves when they are gone. `closed` is the last event. */
  close(): Promise<void>;
}

/** The agent that a machine has. */
export interface Agent {
  /**
   * Starts a process with a thread. Fails with `no-agent` where there is none to run, `agent-unknown` where its version is
   * not one we know how to govern, `agent-failed` where it does not do what was asked of it, `cancelled`.
   */
  start(start: AgentStart, signal?: AbortSignal): Promise<Result<AgentThread, Failure>>;
}

/** Where an event happened: `thread` differs from the thread's own id for a sub-agent. */
interface AtTurn {
  readonly thread: string;
  readonly turn: string;
}

/** An ask waits for its answer; the turn stands still until then. */
export type AgentAsk =
  | (AtTurn & {
      readonly kind: 'asks-patch';
      readonly ask: AskId;
      readonly item: string;
      /** Paths are posix from `cwd`, and absolute where a file lies outside. */
      readonly changes: readonly ToldChange[];
      readonly reason?: string;
    })
  | (AtTurn & {
      /** Wants to run a command, or to type into one that runs, outside of the sandbox. */
      readonly kind: 'asks-command';
      readonly ask: AskId;
      readonly item: string;
      /** `stdin`: `command` tells, as the agent words it, what would be typed into a command that runs already. */
      readonly means: 'run' | 'stdin';
      /** What the shell is given. */
      readonly command: string;
      /** Absolute. */
      readonly cwd: string;
      readonly reason?: string;
    })
  | (AtTurn & {
      /** Asks a person; accepting answers nothing, as no answer can be handed in. */
      readonly kind: 'asks-input';
      readonly ask: AskId;
      readonly item: string;
      readonly questions: readonly string[];
    })
  | {
      /** A tool server asks, be it to let one of its tools run that is not read-only. */
      readonly kind: 'asks-tool';
      readonly thread: string;
      /** Undefined where the agent could not tell. */
      readonly turn: string | undefined;
      readonly ask: AskId;
      readonly server: string;
      readonly message: string;
    };

export type AgentEvent =
  | AgentAsk
  | {
      /** Asked for what nobody may grant, or what we do not know: it was declined already. `method` as the agent names it. */
      readonly kind: 'asks-other';
      readonly thread: string | undefined;
      readonly method: string;
    }
  | (AtTurn & { readonly kind: 'turn-started' })
  | (AtTurn & {
      readonly kind: 'turn-ended';
      readonly status: 'completed' | 'interrupted' | 'failed';
      /** Why it failed. */
      readonly message?: string;
    })
  | (AtTurn & {
      /** `completed`: it was written; `failed`: it could not be, or in part only; `declined`: nothing was written. */
      readonly kind: 'patch-ended';
      readonly item: string;
      readonly status: 'completed' | 'failed' | 'declined';
      readonly changes: readonly ToldChange[];
    })
  | (AtTurn & {
      /** One that the sandbox stops at once may be told of neither here nor at its end: it has done nothing. */
      readonly kind: 'command-started';
      readonly item: string;
      readonly command: string;
      readonly cwd: string;
    })
  | (AtTurn & {
      readonly kind: 'command-ended';
      readonly item: string;
      readonly command: string;
      readonly status: 'completed' | 'failed' | 'declined';
      /** Undefined where it did not run, or was killed. */
      readonly exitCode: number | undefined;
      readonly output: string;
    })
  /** The policy refused it before it ran; the agent was told why. */
  | (AtTurn & { readonly kind: 'command-refused'; readonly message: string })
  /** It could not be judged, and may have run all the same. */
  | (AtTurn & { readonly kind: 'command-unjudged'; readonly message: string })
  | (AtTurn & {
      /** Typed into a command that runs in the sandbox; nobody was asked. */
      readonly kind: 'typed';
      readonly item: string;
      readonly text: string;
    })
  | (AtTurn & {
      readonly kind: 'tool-ended';
      readonly item: string;
      readonly server: string;
      readonly tool: string;
      readonly status: 'completed' | 'failed';
    })
  | (AtTurn & { readonly kind: 'message'; readonly text: string })
  | (AtTurn & {
      readonly kind: 'plan';
      readonly steps: readonly { readonly step: string; readonly status: 'pending' | 'running' | 'done' }[];
    })
  | (AtTurn & {
      /** Tokens of `thread` since it began, in and out. */
      readonly kind: 'tokens';
      readonly used: number;
    })
  | (AtTurn & {
      /** The model cannot be reached; the agent goes on trying, without end. */
      readonly kind: 'retrying';
      readonly message: string;
    })
  | { readonly kind: 'warning'; readonly message: string }
  | {
      readonly kind: 'closed';
      /** `asked`: by `close`; `died`: the process ended by itself or was killed. */
      readonly reason: 'asked' | 'died';
      readonly message: string;
    };
