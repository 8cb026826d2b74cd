import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, it } from 'mocha';
import { reportFormats } from '#core';
import { anyReport, findingOf, findingsOf, reportOf } from './reports.ts';

const jobSummary = 1024 * 1024;

describe('a Markdown report', () => {
  it('has a point for each finding and each meter, and one heading, whatever is in it', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { children } = fromMarkdown(reportFormats.markdown(report));
        assert.equal(children.filter(({ type }) => type === 'heading').length, 1);
        const points = children.flatMap((node) => (node.type === 'list' ? node.children : []));
        assert.equal(points.length, report.findings.length + report.meters.length);
        const known = new Set(['blockquote', 'heading', 'paragraph', 'list']);
        assert.ok(children.every(({ type }) => known.has(type)));
      }),
    );
  });

  it('fits a job summary, keeps what weighs most, and says what it left out', () => {
    const findings = [
      ...findingsOf(9_000, { level: 'info', because: 'é'.repeat(60) }),
      ...findingsOf(50, { because: 'x'.repeat(2_000_000), rule: 'last' }),
    ];
    const text = reportFormats.markdown(reportOf(findings));
    assert.ok(Buffer.byteLength(text) < jobSummary);
    assert.ok(Buffer.byteLength(text) > jobSummary / 2, 'there was room for more');
    assert.equal(text.match(/^- \*\*block\*\*/gm)?.length, 50);
    const shown = text.match(/^- \*\*info\*\*/gm)?.length ?? 0;
    const left = (9_000 - shown).toLocaleString('en-US');
    assert.ok(
      text.endsWith(`\n\n${left} findings of the least severe are not shown: they do not fit here.\n`),
      text.slice(-200),
    );
  });

  it('leaves nothing out where all fits', () => {
    assert.doesNotMatch(reportFormats.markdown(reportOf(findingsOf(500))), /not shown/);
  });

  it('tells one that is left out apart from several', () => {
    const long = findingOf({ path: 'p'.repeat(1_000), message: 'm'.repeat(1_000), because: 'b'.repeat(1_000) });
    const fitting = Math.floor(1_000_000 / reportFormats.markdown(reportOf([long])).length);
    const all = Array.from({ length: fitting * 2 }, () => long);
    assert.match(reportFormats.markdown(reportOf(all)), /findings of the least severe are not shown/);
  });
});
