// Gives secretlint a stopwatch that stands still, as the bundle does (esbuild.config.mjs): its own leaves dozens of marks
// a scan in the timeline of the process and walks all earlier ones, so that the tests of packs would crawl.
import { register } from 'node:module';

const asModule = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;

const stillHooks = asModule(`
  const nothing = () => undefined;
  export default {
    performance: { mark: nothing, measure: nothing },
    PerformanceObserver: class { observe() {} disconnect() {} },
  };`);

const resolver = asModule(`
  export const resolve = (specifier, context, next) =>
    /^(?:node:)?perf_hooks$/.test(specifier) && /[/]@secretlint[/]/.test(context.parentURL ?? '')
      ? { url: ${JSON.stringify(stillHooks)}, format: 'module', shortCircuit: true }
      : next(specifier, context);`);

export const stopStopwatch = (): void => register(resolver);
