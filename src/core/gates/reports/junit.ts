import { parseXml, type Element } from '../../manifests/xml-elements.ts';
import { failure, success } from '../../result.ts';
import { countTests, type ReadReport } from './report.ts';

const casesIn = (element: Element): readonly Element[] =>
  element.name === 'testcase' ? [element] : element.children.flatMap(casesIn);

const attribute = ({ attributes }: Element, name: string): string => attributes.get(name)?.text ?? '';

const outcomeOf = ({ children }: Element): 'passed' | 'failed' | 'skipped' => {
  if (children.some(({ name }) => name === 'failure' || name === 'error')) return 'failed';
  return children.some(({ name }) => name === 'skipped') ? 'skipped' : 'passed';
};

const nameOf = (element: Element): string =>
  [attribute(element, 'classname'), attribute(element, 'name')].filter((part) => part !== '').join(' › ');

const told = (suite: Element, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (Number.parseInt(attribute(suite, name), 10) || 0), 0);

/** What suites say of themselves: a suite that could not begin has an error and no test. */
const failuresTold = (root: Element): number => {
  const suites = root.name === 'testsuite' ? [root] : root.children.filter(({ name }) => name === 'testsuite');
  return suites.reduce((sum, suite) => sum + told(suite, ['failures', 'errors']), 0);
};

/** JUnit's XML, as nearly every tool writes it. */
export const readJunit = (text: string): ReadReport => {
  const read = parseXml(text);
  if (!read.ok) return failure(`is no whole XML: ${read.error.message}`);
  const root = read.value;
  if (root.name !== 'testsuites' && root.name !== 'testsuite')
    return failure(`is no JUnit report: it begins with <${root.name}>`);
  const tests = countTests(casesIn(root).map((one) => ({ name: nameOf(one), outcome: outcomeOf(one) })));
  const failed = Math.max(tests.failed, failuresTold(root));
  return success({ kind: 'tests', tests: { ...tests, failed } });
};
