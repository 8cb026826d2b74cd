// A thread of its own does not inherit what lets Node read TypeScript.
const startOf = (file: string): URL => {
  const start = `
    import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
    register();
    await import(${JSON.stringify(new URL(file, import.meta.url).href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`);
};

/*
 * Where the code of a thread lies: here, as it stands in the sources. In the bundles esbuild.config.mjs puts another module
 * in this one's place: there it lies beside the code.
 */

/** The code of a worker that reads files. */
export const workerFile: string | URL = startOf('worker.ts');

/** The code of the thread aside. */
export const asideFile: string | URL = startOf('aside-worker.ts');
