import { present } from '../../present.ts';
import type { Example } from '../../rule-kind.ts';
import { demand, taking } from './examples-parts.ts';

type Files = Readonly<Record<string, string>>;

interface Decided {
  readonly before?: Files;
  readonly after?: Files;
  readonly lack?: string;
  readonly more?: object;
  readonly guard?: string;
}

/** A change that takes a decision, with the records that are there before it and after. */
const decide = (
  title: string,
  mentions: string,
  { before = {}, after = before, lack, more = {}, guard }: Decided,
): Example => ({
  title,
  with: { on: [{ any: true }], ...more },
  in: ['src/**'],
  mentions,
  ...present('guard', guard),
  before: { 'src/fx.py': 'rate = 1\n', ...before },
  after: {
    'src/fx.py': `rate = 2${lack === undefined ? '' : `    ← This file is changed here: ${taking} ${lack}.`}\n`,
    ...after,
  },
});

const nygard = (status: string): string =>
  `# 7. Pack FX\n\nDate: 2025-01-01\n\n## Status\n\n${status}\n\n## Context\n\nIt was accepted.\n`;
const seven = (text: string): Files => ({ 'docs/adr/0007-fx.md': text });

export const decisionExamples: readonly Example[] = [
  decide('a decision that is not mentioned', 'fix: rates', {
    before: seven(nygard('Accepted')),
    lack: 'it mentions none',
    guard:
      'Without an accepted decision in docs/adr/*.md that you mention, do no work on editing any file in `src/**`.',
  }),
  decide('a decision by its number', 'feat: rates (ADR-0007)', { before: seven(nygard('Accepted')) }),
  decide('a decision by its number in words', 'feat: rates as in adr 7', {
    before: seven(nygard('Accepted 2025-02-02')),
  }),
  decide('a decision by its file name', 'See 0007-fx.', { before: seven(nygard('Accepted')) }),
  decide('a word that begins as the name of a record does', 'fix author names', {
    before: { 'docs/adr/auth.md': nygard('Accepted') },
    lack: 'it mentions none',
  }),
  decide('a word that is the name of a record', 'fix auth', {
    before: { 'docs/adr/auth.md': nygard('Accepted') },
    lack: 'it mentions none',
  }),
  decide('a decision by a file name of one word', 'see auth.md', {
    before: { 'docs/adr/auth.md': nygard('Accepted') },
  }),
  decide('a name that goes on', 'see 0007-fx-draft', {
    before: seven(nygard('Accepted')),
    lack: 'it mentions none',
  }),
  decide('a decision by its path', 'docs/adr/0007-fx.md', { before: seven('---\nstatus: accepted\n---\n# FX\n') }),
  decide('another number', 'feat: rates (ADR 70)', { before: seven(nygard('Accepted')), lack: 'there is no ADR 70' }),
  decide('a number of something else', 'Closes #7, bumps adrift 7', {
    before: seven(nygard('Accepted')),
    lack: 'it mentions none',
  }),
  decide('a decision that is proposed', 'ADR 7', {
    before: seven(nygard('Proposed')),
    lack: 'docs/adr/0007-fx.md is still proposed',
  }),
  decide('a decision that was superseded', 'ADR 7', {
    before: seven(nygard('Accepted\n\nSuperseded by 9')),
    lack: 'docs/adr/0007-fx.md is superseded',
  }),
  decide('a record without a status', 'ADR 7', {
    before: seven('# FX\n\nWe do it.\n'),
    lack: 'docs/adr/0007-fx.md says no status',
  }),
  decide('front matter without a status, and a line with one', 'ADR 7', {
    before: seven('---\ntitle: FX\n---\n* Status: accepted\n'),
  }),
  decide('front matter that is no YAML, and a line in it', 'ADR 7', {
    before: seven('---\ntitle: [FX\nstatus: accepted\n---\n# FX\n'),
  }),
  decide('front matter whose comment lists what else it could say', 'ADR 7', {
    before: seven('---\nstatus: accepted # or: proposed, superseded\n---\n# FX\n'),
  }),
  decide('a record that superseded others, in what its front matter says of them', 'ADR 7', {
    before: seven('---\nold:\n  status: accepted\nstatus: proposed\n---\n# FX\n'),
    lack: 'docs/adr/0007-fx.md is still proposed',
  }),
  decide('a status in bold', 'ADR 7', { before: seven('# FX\n\n- **Status:** Accepted\n') }),
  decide('one of two that are mentioned counts', 'ADR 7, ADR 8', {
    before: { ...seven(nygard('Proposed')), 'docs/adr/8.md': nygard('Accepted') },
  }),
  decide('neither of two counts', 'ADR 7, ADR 9', {
    before: seven(nygard('Rejected')),
    lack: 'docs/adr/0007-fx.md is rejected, there is no ADR 9',
  }),
  decide('a decision that comes with the change', 'ADR 7', {
    after: seven(nygard('Accepted')),
    lack: 'docs/adr/0007-fx.md comes with this very change',
  }),
  decide('a decision that comes with the change, where that will do', 'ADR 7', {
    after: seven(nygard('Accepted')),
    more: { 'accept-new': true },
  }),
  decide('a decision that the change itself accepts', 'ADR 7', {
    before: seven(nygard('Proposed')),
    after: seven(nygard('Accepted')),
    lack: 'docs/adr/0007-fx.md is accepted by this very change',
  }),
  decide('a decision that the change itself withdraws', 'ADR 7', {
    before: seven(nygard('Accepted')),
    after: seven(nygard('Withdrawn')),
    lack: 'docs/adr/0007-fx.md is withdrawn',
  }),
  decide('a record in another place', 'ADR 7, notes/0007-fx.md', {
    before: { 'notes/0007-fx.md': nygard('Accepted') },
    lack: 'there is no ADR 7',
  }),
  decide('another status that counts', 'ADR 7', {
    before: seven(nygard('Approved')),
    more: { status: ['accepted', 'approved'] },
  }),
  decide('a decision that an added line of a document names', 'feat: rates', {
    before: { ...seven(nygard('Accepted')), 'CHANGELOG.md': 'Rates.\n\nThe end.\n' },
    after: {
      ...seven(nygard('Accepted')),
      'CHANGELOG.md': 'Rates.\n\nRates of the pack, as ADR-0007 says.\n\nThe end.\n',
    },
  }),
  decide('a decision that stood in a document before', 'feat: rates', {
    before: { ...seven(nygard('Accepted')), 'CHANGELOG.md': 'Rates.\n\nRates of the pack, as ADR-0007 says.\n' },
    after: {
      ...seven(nygard('Accepted')),
      'CHANGELOG.md': 'Rates.\n\nRates of the pack, as ADR-0007 says.\n\nMore.\n',
    },
    lack: 'it mentions none',
  }),
  decide('a decision that code in another place names', 'feat: rates', {
    before: { ...seven(nygard('Accepted')), 'lib/fx.py': 'x = 1\n' },
    after: { ...seven(nygard('Accepted')), 'lib/fx.py': '# ADR-0007\nx = 1\n' },
    lack: 'it mentions none',
  }),
  decide('a decision that another record names', 'feat: rates', {
    before: seven(nygard('Accepted')),
    after: {
      ...seven(nygard('Accepted')),
      'docs/adr/0008-tax.md': '# 8. Tax\n\nStatus: proposed\n\nAs ADR-0007 was.\n',
    },
    lack: 'it mentions none',
  }),
  decide('a decision that a document names no more', 'feat: rates', {
    before: { ...seven(nygard('Accepted')), 'notes.md': 'ADR-0007\n' },
    after: seven(nygard('Accepted')),
    lack: 'it mentions none',
  }),
  {
    title: 'a decision that the file itself names, in a line it got with the change',
    with: { on: [{ any: true }] },
    in: ['src/**'],
    before: seven(nygard('Accepted')),
    after: { ...seven(nygard('Accepted')), 'src/fx.py': '# By the pack: ADR-0007.\nrate = 2\n' },
  },
  {
    title: 'a decision that the file itself named before',
    with: { on: [{ any: true }] },
    in: ['src/**'],
    before: { ...seven(nygard('Accepted')), 'src/fx.py': '# By the pack: ADR-0007.\nrate = 1\n' },
    after: {
      ...seven(nygard('Accepted')),
      'src/fx.py': `# By the pack: ADR-0007.\nrate = 2    ← This file is changed here: ${demand}\n`,
    },
  },
];
