/** Runs work once things have been quiet for a while; a newer call aborts the run of an older one. */
export interface Debounced {
  readonly ask: (delay: number) => void;
  readonly dispose: () => void;
}

/**
 * How long a run may be put off or broken off by newer calls, in milliseconds: where something writes all the time (a
 * log, a build that watches), what is shown must not stand still.
 */
const longestWait = 2_000;

type Work = (signal: AbortSignal) => Promise<void>;
type Failed = (error: unknown) => void;

/** A run that can be broken off; `ended` is called only if it was not. */
const run = (work: Work, failed: Failed, ended: () => void): AbortController => {
  const controller = new AbortController();
  const { signal } = controller;
  work(signal)
    // What was aborted has been asked again already.
    .catch((error: unknown) => (signal.aborted ? undefined : failed(error)))
    .finally(() => {
      if (!signal.aborted) ended();
    });
  return controller;
};

export const debounce = (work: Work, failed: Failed, longest = longestWait): Debounced => {
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | undefined;
  // When the oldest call came that no run has answered yet.
  let since: number | undefined;
  // The delay of what was asked while a run may not be broken off: another one after it.
  let next: number | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    running?.abort();
    running = undefined;
  };
  const ended = (): void => {
    const delay = next;
    [running, since, next] = [undefined, undefined, undefined];
    if (delay !== undefined) ask(delay);
  };
  const start = (): void => {
    timer = undefined;
    running = run(work, failed, ended);
  };
  const ask = (delay: number): void => {
    // The time of day may jump; this clock does not.
    since ??= performance.now();
    if (performance.now() - since < longest) {
      stop();
      timer = setTimeout(start, delay);
    } else if (running === undefined) timer ??= setTimeout(start, 0);
    else next = delay;
  };
  return { ask, dispose: stop };
};
