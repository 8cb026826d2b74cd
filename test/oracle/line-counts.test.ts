import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { makeFolder, removeFolders } from '../repo/temporary-repository.ts';
import { countRelease, type LiveCount, type ReleaseCounts } from './line-counts.ts';
import { releases } from './releases.ts';

const promised = 2_000;

const describeLive = ({ path, ours, git, exact }: LiveCount): string =>
  `${path}: ${ours}${exact ? '' : ' (estimate)'}, git ${git}`;

/** Added less deleted. */
const netOf = (count: string): number => count.split(' ').reduce((sum, number) => sum + Number(number), 0);

const kinds: readonly (readonly [string, (texts: LiveCount) => boolean])[] = [
  ['with carriage returns', ({ after }) => after.includes('\r\n')],
  ['without a last newline', ({ after }) => !after.endsWith('\n')],
  ['in Chinese, Japanese or Korean', ({ after }) => /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{3}/.test(after)],
  ['with lines of a thousand characters', ({ after }) => /.{1000}/.test(after)],
  ['of ten thousand lines', ({ after }) => after.split('\n').length > 10_000],
];

describe('our line counts of real changes (lines)', () => {
  const counted: ReleaseCounts[] = [];
  afterEach(removeFolders);

  for (const release of releases)
    it(`equal those of git, file by file, for two releases of ${release.name} as they are saved`, async () => {
      const counts = await countRelease(release, makeFolder());
      counted.push(counts);
      assert.deepEqual(counts.wrong, []);
    });

  it('equal those of git live for 998 of 1,000 files', () => {
    const live = counted.flatMap((each) => each.live);
    const renamed = counted.reduce((sum, each) => sum + each.renamed, 0);
    const different = live.filter(({ git, ours }) => git !== ours);
    console.log(`      ${live.length} changed files, ${renamed} of them renamed; live ${different.length} differ`);
    assert.ok(live.length >= promised, `only ${live.length} of the promised ${promised} changes could be compared`);
    assert.ok(renamed > 0, 'no file is renamed');
    for (const [kind, holds] of kinds) assert.ok(live.some(holds), `no change of a file ${kind}`);
    assert.ok(different.length <= live.length * 0.002, different.map(describeLive).join('\n'));
    // What is counted otherwise is as many lines more, or fewer, of both kinds, and says that it is an estimate.
    const unsound = different.filter(({ git, ours, exact }) => exact || netOf(git) !== netOf(ours));
    assert.deepEqual(unsound.map(describeLive), []);
  });
});
