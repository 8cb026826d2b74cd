import { spawn } from 'node:child_process';

export interface ToolPlace {
  readonly cwd: string;
  readonly input?: string;
  /** Milliseconds after which it is stopped; left out: it may run as long as it likes. */
  readonly limit?: number;
  /** Exit codes that are no failure, besides 0: many a tool ends with 1 when it has something to report. */
  readonly alsoGood?: readonly number[];
}

/** How a program ended. */
export interface ToolEnd {
  /** Its exit code; null when it was stopped or crashed. */
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

/** Runs a program to its end, however it ends; throws only when it cannot be started. */
export async function runToItsEnd(program: string, words: readonly string[], place: ToolPlace): Promise<ToolEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: place.cwd, timeout: place.limit, stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      const [said, complained] = [output, complaint].map((chunks) => Buffer.concat(chunks).toString('utf8'));
      resolve({ code, output: said ?? '', complaint: complained ?? '' });
    });
    // A program that does not read its input to the end says why in its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(place.input ?? '');
  });
}

/** Runs a program to its end and gives its standard output; throws with what it complained of when it failed. */
export async function runTool(program: string, words: readonly string[], place: ToolPlace): Promise<string> {
  const { code, output, complaint } = await runToItsEnd(program, words, place);
  if (code === 0 || (code !== null && place.alsoGood?.includes(code) === true)) return output;
  const said = complaint.trim().slice(-2_000);
  throw new Error(`${program} ${words.slice(0, 8).join(' ')} ended with ${code}: ${said}`);
}
