import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { validateXML } from 'xmllint-wasm';
import { reportFormats, type CheckReport } from '#core';
import { anyReport, findingOf, reportOf } from './reports.ts';

const schema = readFileSync(join(import.meta.dirname, 'schemas', 'junit.xsd'), 'utf8');

/** What the common schema of JUnit reports has against these; they are checked at once, as each look starts a process. */
const problemsOf = async (reports: readonly string[]): Promise<readonly string[]> => {
  const xml = reports.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema });
  assert.equal(valid, errors.length === 0);
  return errors.map(({ message }) => message);
};

const casesOf = (report: CheckReport): readonly XmlElement[] => {
  const [suite] =
    parseXml(reportFormats.junit(report)).root?.children.filter((node) => node instanceof XmlElement) ?? [];
  return suite?.children.filter((node) => node instanceof XmlElement) ?? [];
};

describe('a JUnit report', () => {
  it('is held to a schema that refuses what is none', async () => {
    const [problem] = await problemsOf(['<testsuites><testcase name="x"/></testsuites>']);
    assert.match(problem ?? '', /testcase.*not expected/);
  });

  it('fits the common schema, whatever is in it', async () => {
    const reports = fc.sample(anyReport, { numRuns: 150, seed: 1 }).map(reportFormats.junit);
    assert.deepEqual(await problemsOf([...reports, reportFormats.junit(reportOf([]))]), []);
  });

  it('has a case for each finding, failed where it blocks, and counts them right', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { root } = parseXml(reportFormats.junit(report));
        const cases = casesOf(report);
        assert.equal(Number(root?.attributes['tests']), cases.length);
        const failed = cases.filter(({ children }) =>
          children.some((part) => part instanceof XmlElement && part.name === 'failure'),
        );
        assert.equal(Number(root?.attributes['failures']), failed.length);
        assert.equal(failed.length, report.findings.filter(({ level }) => level === 'block').length);
        for (const [index, { id }] of report.findings.entries())
          assert.ok(cases[index]?.attributes['name']?.includes(`[${id}]`));
      }),
    );
  });

  it('has no control sign but tab and line break, escaped or not, and nothing that XML has no sign for', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = reportFormats.junit(report);
        assert.doesNotMatch(text, /[^\P{Cc}\t\n]|&#(?!13;)|\uFFFE|\uFFFF|\p{Surrogate}/u);
      }),
    );
  });

  it('gives words back as they were', () => {
    const message = `a < b && "c" > 'd' ]]> é 👍`;
    const [found] = casesOf(reportOf([findingOf({ message, path: 'src/a b&c.py' })]));
    const failure = found?.children.find((part) => part instanceof XmlElement);
    assert.ok(failure instanceof XmlElement);
    assert.equal(failure.attributes['message'], message);
    assert.equal(failure.text, `${message}\nThe guide says so (§2).`);
    assert.equal(found?.attributes['name'], 'no-requests [0123456789ab] src/a b&c.py:3');
  });

  it('has a test that passed where there is nothing else, as readers refuse a report without one', () => {
    const [only, ...others] = casesOf(reportOf([]));
    assert.deepEqual([only?.attributes['name'], only?.children.length, others.length], ['no findings', 0, 0]);
  });
});
