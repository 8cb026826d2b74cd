import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { reportFormats, ruleKinds, type CheckReport } from '#core';
import { anyReport, findingOf, findingsOf, reportOf } from './reports.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
      readonly region: { readonly startLine: number; readonly startColumn?: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly {
        readonly id: string;
        readonly shortDescription: { readonly text: string };
        readonly fullDescription: { readonly text: string };
        readonly help: { readonly text: string; readonly markdown: string };
        readonly properties: { readonly tags: readonly string[] };
      }[];
    };
  };
  readonly originalUriBaseIds: Readonly<Record<string, object>>;
  readonly invocations: readonly {
    readonly toolExecutionNotifications: readonly {
      readonly level: string;
      readonly message: { readonly text: string };
    }[];
  }[];
  readonly results: readonly Result[];
}

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'schemas', 'sarif-2.1.0.json'), 'utf8')) as object;
// The schema is of draft-04, and one of its patterns is none to `RegExp` with the flag `u`.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

/** The one run of a report, after the official schema has passed it. */
const runOf = (report: CheckReport): Run => {
  const document = JSON.parse(reportFormats.sarif(report)) as { readonly runs: readonly Run[] };
  assert.ok(isValid(document), ajv.errorsText(isValid.errors));
  const [run, ...others] = document.runs;
  assert.ok(run !== undefined && others.length === 0);
  return run;
};
const notesOf = (run: Run): readonly string[] =>
  run.invocations.flatMap(({ toolExecutionNotifications }) =>
    toolExecutionNotifications.map(({ level, message }) => `${level}: ${message.text}`),
  );
const placeOf = (result: Result | undefined): Result['locations'][number]['physicalLocation'] => {
  const location = result?.locations[0]?.physicalLocation;
  assert.ok(location !== undefined);
  return location;
};

describe('a SARIF report', () => {
  it('is held to the official schema, which refuses what is none', () => {
    assert.ok(!isValid({ version: '2.1.0', runs: [{ results: [] }] }));
    assert.ok(!isValid({ version: '2.0.0', runs: [] }));
    assert.deepEqual(runOf(reportOf([])).results, []);
  });

  it('fits the schema whatever is in it, and loses no finding', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { results, tool } = runOf(report);
        assert.deepEqual(
          results.map(({ partialFingerprints }) => partialFingerprints['codexGovernor/v1']),
          report.findings.map(({ id }) => id),
        );
        for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      }),
    );
  });

  it('gives each path as a URI that leads back to it, whatever it is called', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const [index, result] of runOf(report).results.entries()) {
          const { uri, uriBaseId } = placeOf(result).artifactLocation;
          const path = report.findings[index]?.path ?? '';
          assert.equal(uriBaseId, '%SRCROOT%');
          assert.match(uri, /^[A-Za-z0-9%/\-._~!'()*]*$/);
          assert.equal(
            decodeURIComponent(uri),
            path === '' ? report.policyPath : path.replace(/\p{Surrogate}/gu, '\uFFFD'),
          );
        }
      }),
    );
    const [result] = runOf(reportOf([findingOf({ path: 'src/été 100%/a:b#c?.py' })])).results;
    assert.equal(placeOf(result).artifactLocation.uri, 'src/%C3%A9t%C3%A9%20100%25/a%3Ab%23c%3F.py');
  });

  it('tells where its paths begin', () => {
    assert.deepEqual(Object.keys(runOf(reportOf([])).originalUriBaseIds), ['%SRCROOT%']);
  });

  it('maps the levels', () => {
    const findings = (['block', 'warn', 'info'] as const).map((level) => findingOf({ level }));
    assert.deepEqual(
      runOf(reportOf(findings)).results.map(({ level }) => level),
      ['error', 'warning', 'note'],
    );
  });

  it('keeps its fingerprint when lines move', () => {
    for (const line of [3, 300]) {
      const [result] = runOf(reportOf([findingOf({ line })])).results;
      assert.deepEqual(result?.partialFingerprints, { 'codexGovernor/v1': '0123456789ab' });
    }
  });

  it('puts what is said of the whole change at the policy, as a result without a place is refused', () => {
    const [result] = runOf(reportOf([findingOf({ path: '', line: 7 })])).results;
    assert.equal(placeOf(result).artifactLocation.uri, '.codex/governance.yaml');
    assert.deepEqual(placeOf(result).region, { startLine: 1 });
  });

  it('has line and column of what has them', () => {
    const [one, other] = runOf(reportOf([findingOf({ column: 5 }), findingOf()])).results;
    assert.deepEqual(placeOf(one).region, { startLine: 3, startColumn: 5 });
    assert.deepEqual(placeOf(other).region, { startLine: 3 });
  });

  it('explains each rule once: what, why and how to fix it', () => {
    const { rules } = runOf(reportOf([findingOf(), findingOf({ line: 9 })])).tool.driver;
    const kind = ruleKinds.get('protected-path');
    assert.ok(kind !== undefined && rules.length === 1);
    const [rule] = rules;
    assert.equal(rule?.shortDescription.text, kind.title);
    assert.equal(rule.fullDescription.text, 'The guide says so (§2).');
    assert.equal(rule.help.text, `The guide says so (§2).\n\n${kind.remedy}`);
    assert.equal(
      rule.help.markdown,
      `${kind.manual}\n\n**Why:** The guide says so (§2).\n\n**How to fix it:** ${kind.remedy}`,
    );
    assert.deepEqual(rule.properties.tags, ['protected-path']);
  });

  it('has words for a rule of no kind, and for one without a reason', () => {
    const { rules } = runOf(reportOf([findingOf({ rule: 'kill-switch', kind: 'kill-switch', because: ' ' })])).tool
      .driver;
    assert.equal(rules[0]?.shortDescription.text, 'kill-switch');
    assert.equal(rules[0].fullDescription.text, 'kill-switch');
    assert.equal(rules[0].help.text, 'kill-switch');
    assert.equal(rules[0].help.markdown, '**Why:** kill-switch');
  });

  it('makes no link of what a file says', () => {
    const [result] = runOf(reportOf([findingOf({ message: 'Import of [x](https://example.org) found.' })])).results;
    assert.equal(result?.message.text, 'Import of [x] (https://example.org) found.');
  });

  it('keeps the 5,000 most severe results in their order, and says what it left out', () => {
    const findings = [...findingsOf(4_000, { level: 'warn' }), ...findingsOf(2_000)];
    const run = runOf(reportOf(findings));
    assert.equal(run.results.length, 5_000);
    assert.deepEqual(
      run.results.map(({ level }) => level),
      [...Array<string>(3_000).fill('warning'), ...Array<string>(2_000).fill('error')],
    );
    assert.equal(run.results[2_999]?.message.text, 'Number 2999.');
    assert.deepEqual(notesOf(run), [
      'warning: 1,000 findings of the least severe were left out: a run may have 5,000 results.',
    ]);
    assert.deepEqual(notesOf(runOf(reportOf(findings.slice(0, 5_000)))), []);
    assert.match(
      notesOf(runOf(reportOf(findings.slice(0, 5_001))))[0] ?? '',
      /^warning: 1 finding of the least severe was left/,
    );
  });

  it('names no rule whose findings were all left out', () => {
    const findings = [...findingsOf(5_000), findingOf({ rule: 'other', level: 'info' })];
    assert.deepEqual(
      runOf(reportOf(findings)).tool.driver.rules.map(({ id }) => id),
      ['no-requests'],
    );
  });

  it('cuts texts after 1,024 characters, splits no sign, and says so', () => {
    const run = runOf(reportOf([findingOf({ message: `${'x'.repeat(1_022)}👍👍`, because: 'y'.repeat(2_000) })]));
    assert.equal(run.results[0]?.message.text, `${'x'.repeat(1_022)}…`);
    assert.equal(run.tool.driver.rules[0]?.fullDescription.text.length, 1_024);
    assert.deepEqual(notesOf(run), ['note: 2 texts were cut after 1,024 characters.']);
    assert.deepEqual(notesOf(runOf(reportOf([findingOf({ message: 'x'.repeat(1_024) })]))), []);
    assert.deepEqual(notesOf(runOf(reportOf([findingOf({ message: 'x'.repeat(1_025) })]))), [
      'note: 1 text was cut after 1,024 characters.',
    ]);
  });

  it('carries the notes of how it was decided', () => {
    assert.deepEqual(notesOf(runOf(reportOf([], { notes: ['The policy was tried out.'] }))), [
      'note: The policy was tried out.',
    ]);
  });
});
