import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { reportFormats } from '#core';
import { anyReport } from './reports.ts';

describe('a report as text', () => {
  it('has two lines for each finding, one for each meter and one for the verdict, whatever is in it', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const lines = reportFormats.text(report).split('\n');
        const { findings, meters } = report;
        const between = findings.length > 0 ? 1 : 0;
        assert.equal(lines.length, 2 * findings.length + between + meters.length + 2);
        assert.equal(lines.at(-1), '');
        for (const line of lines) assert.doesNotMatch(line, /\p{Cc}/u);
        for (const [index, { id, level }] of findings.entries()) {
          assert.ok(lines[2 * index]?.includes(`  ${level}  `));
          assert.ok(lines[2 * index + 1]?.includes(`[${id}]`));
        }
      }),
    );
  });
});
