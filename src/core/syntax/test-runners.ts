/* How the runners of JavaScript are called: Jest, Mocha, Vitest, Jasmine, Playwright, `node:test`. */

const tests = 'it|test|specify|fit';
const suites = 'describe|suite|context|fdescribe|fcontext';
// `test.describe` and `test.beforeEach` are given no test.
const manners = 'only|each|for|concurrent|sequential|serial|slow|skip|skipIf|runIf|todo|fails|failing|fixme';

const test = new RegExp(String.raw`^(?:${tests})(?:\.(?:${manners})|\(\))*$`);
const alone = new RegExp(String.raw`^(?:${tests}|${suites})(?:\.\w+)*\.only(?:\.each)?$|^(?:fit|fdescribe|fcontext)$`);
const table = new RegExp(String.raw`^(?:${tests}|${suites})(?:\.\w+)*\.each$`);

/** True for what is given a test, as it is written: `it`, `test.only`, `it.each()`. */
export const isTestRunner = (written: string): boolean => test.test(written);

/** True for what runs a test or a suite, and no other of its file. */
export const runsAlone = (written: string): boolean => alone.test(written);

/** True for what is given the cases of a test. */
export const isCaseTable = (written: string): boolean => table.test(written);
