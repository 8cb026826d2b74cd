import { spawn } from 'node:child_process';

export interface ToolPlace {
  readonly cwd: string;
  readonly input?: string;
  /** Exit codes that are no failure, besides 0: many a tool ends with 1 when it has something to report. */
  readonly alsoGood?: readonly number[];
}

/** Runs a program to its end and gives its standard output; throws with what it complained of when it failed. */
export async function runTool(program: string, words: readonly string[], place: ToolPlace): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: place.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0 || (code !== null && place.alsoGood?.includes(code) === true)) {
        resolve(Buffer.concat(output).toString('utf8'));
        return;
      }
      const said = Buffer.concat(complaint).toString('utf8').trim().slice(-2_000);
      reject(new Error(`${program} ${words.slice(0, 8).join(' ')} ended with ${code}: ${said}`));
    });
    // A program that does not read its input to the end says why in its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(place.input ?? '');
  });
}
