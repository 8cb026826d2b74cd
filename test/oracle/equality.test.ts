import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { describe, it } from 'mocha';
import { projectRoot } from '../host/places.ts';
import { compareLanguage } from './equality.ts';
import { explainedDifferences } from './explanations.ts';
import { references } from './references/index.ts';

const mostShown = 20;

const list = (what: string, all: readonly string[]): string =>
  all.length === 0
    ? ''
    : `${all.length} ${what}:\n${all.slice(0, mostShown).join('\n')}${all.length > mostShown ? '\n…' : ''}\n`;

describe('our numbers of whole code bases', () => {
  for (const reference of references) {
    const { language, promised, oneIn } = reference;

    it(`equal what the reference tool of (${language}) reports, but for what docs/complexity.md explains`, async () => {
      const { tool, files, entries, differences, digests } = await compareLanguage(reference, oneIn);
      console.log(`      ${tool}: ${entries} entries in ${files} files compared, ${differences.length} differ`);
      const explained = explainedDifferences(language);
      const keys = new Set(differences.map(({ key }) => key));
      const news = differences.filter(({ key }) => !explained.has(key));
      const isCompared = (key: string): boolean => digests.has(key.split(':', 1)[0] ?? '');
      const gone = [...explained.keys()].filter((key) => isCompared(key) && !keys.has(key));
      const complaint =
        list(
          'differences are not explained',
          news.map(({ place }) => relative(projectRoot, place)),
        ) + list('explained differences are no more', gone);
      if (complaint !== '') assert.fail(complaint);
      assert.ok(entries >= promised, `only ${entries} of the promised ${promised} entries could be compared`);
    });
  }
});
