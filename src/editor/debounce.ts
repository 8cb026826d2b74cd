/** Runs `work` once things have been quiet for a while; a newer call aborts the run of an older one. */
export interface Debounced {
  readonly ask: (delay: number) => void;
  readonly dispose: () => void;
}

export const debounce = (work: (signal: AbortSignal) => Promise<void>, failed: (error: unknown) => void): Debounced => {
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    running?.abort();
  };
  const start = (): void => {
    const controller = new AbortController();
    running = controller;
    work(controller.signal).catch((error: unknown) => {
      // What was aborted has been asked again already.
      if (!controller.signal.aborted) failed(error);
    });
  };
  return {
    ask: (delay) => {
      stop();
      timer = setTimeout(start, delay);
    },
    dispose: stop,
  };
};
