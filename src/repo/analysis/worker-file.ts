/** Where the code of a worker lies. In the bundles esbuild.config.mjs puts another module in this one's place. */
export const workerFile: string | URL = new URL('worker.ts', import.meta.url);
