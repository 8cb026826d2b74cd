import type { Terminal } from './terminal.ts';

export interface Progress {
  /** Shows how far it is, no oftener than a person can read. */
  readonly show: (done: number) => void;
  /** Makes room for something else. */
  readonly clear: () => void;
}

// Whoever waits less does not ask; ten pictures a second are a movement.
const patience = 500;
const pause = 100;

/** Progress for a person who watches; for nobody, nothing. */
export const drawProgress = (
  { draw }: Pick<Terminal, 'draw'>,
  tell: (done: number) => string,
  clock = (): number => performance.now(),
): Progress => {
  if (draw === undefined) return { show: () => undefined, clear: () => undefined };
  let next = clock() + patience;
  let shown = '';
  const put = (line: string): void => {
    shown = line;
    draw(line);
  };
  return {
    show: (done) => {
      const now = clock();
      if (now < next) return;
      next = now + pause;
      put(tell(done));
    },
    clear: () => {
      if (shown !== '') put('');
    },
  };
};
