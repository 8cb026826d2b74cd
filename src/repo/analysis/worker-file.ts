// A thread of its own does not inherit what lets Node read TypeScript.
const start = `
  import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
  register();
  await import(${JSON.stringify(new URL('worker.ts', import.meta.url).href)});`;

/**
 * Where the code of a worker lies: here, as it stands in the sources. In the bundles esbuild.config.mjs puts another module
 * in this one's place: there it lies beside the code.
 */
export const workerFile: string | URL = new URL(`data:text/javascript,${encodeURIComponent(start)}`);
