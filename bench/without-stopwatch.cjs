// The bundles that ship leave out the stopwatch of the scanner of secrets, which takes longer than the scan: so it is out here,
// too, and on each thread, as `--require` runs on all of them.
const { performance, PerformanceObserver } = require('node:perf_hooks');

const mark = { name: '', entryType: 'mark', startTime: 0, duration: 0, detail: undefined, toJSON: () => ({}) };
PerformanceObserver.prototype.observe = () => undefined;
performance.mark = () => mark;
