import type { Example } from '../../rule-kind.ts';

const files = { 'agents/calendar.py': '', 'agents/notes.py': '', 'agents/email/__init__.py': '', 'email.py': '' };

const given = { files: ['agents/**', 'email.py'] };

/** Files that are called as something that comes with Python. */
export const standardExamples: readonly Example[] = [
  {
    title: 'what comes with Python, beside a file of its name',
    with: given,
    before: files,
    after: {
      ...files,
      'agents/planner.py': 'import calendar\nfrom calendar import monthrange\nimport calendar.x\n',
    },
  },
  {
    title: 'a file of such a name by a relative import, by its package, and at the root; and a file of another name',
    with: given,
    before: files,
    after: {
      ...files,
      'agents/planner.py': [
        'from . import calendar    ← .calendar is imported here, which is agents/calendar.py: this place may not import agents/**.',
        'import agents.calendar    ← agents.calendar is imported here, which is agents/calendar.py: this place may not import agents/**.',
        'import notes    ← notes is imported here, which is agents/notes.py: this place may not import agents/**.',
        '',
      ].join('\n'),
      'run.py': 'import email    ← email is imported here, which is email.py: this place may not import email.py.\n',
    },
  },
];
