import type { Example } from '../../rule-kind.ts';

const hooks = { guards: ['governance.*', '*.before_*', '()'] };
const gone = (guard: string, from: string): string =>
  `    ← The guard ${guard} is gone from ${from}, and nothing here leads to it any more.`;

/** Guards that a policy describes by `*`: each of them is one of its own, and is told by its own name. */
export const guardNamedExamples: readonly Example[] = [
  {
    title: 'one hook of a module for another one',
    with: hooks,
    before: {
      'app/a.py': 'def run(tool):\n    governance.check(tool)\n    governance.log_run(tool)\n    return tool.run()\n',
      'app/b.py': 'def ask(model):\n    hooks.before_model(model)\n    return model.ask()\n',
    },
    after: {
      'app/a.py': `def run(tool):\n    governance.log_run(tool)${gone('governance.check', 'run')}\n    governance.log_run(tool)\n    return tool.run()\n`,
      'app/b.py': `def ask(model):\n    hooks.before_tool(model)\n    return model.ask()${gone('before_model', 'ask')}\n`,
    },
  },
  {
    title: 'a hook that is defined no more, and another one that is no longer called',
    with: hooks,
    before: {
      'app/governance.py': 'def check(tool):\n    raise Denied(tool)\n\ndef log_run(tool):\n    print(tool)\n',
      'app/a.py': 'from app import governance\n\ndef run(tool):\n    governance.log_run(tool)\n    return tool.run()\n',
    },
    after: {
      'app/governance.py':
        'def log_run(tool):    ← The guard governance.check is gone: check was defined here, and nothing of that name is left.\n    print(tool)\n',
      'app/a.py': `from app import governance\n\ndef run(tool):\n    return tool.run()${gone('governance.log_run', 'run')}\n`,
    },
  },
  {
    title: 'a call that makes room for what is given in its place',
    with: { guards: ['*.enforce'] },
    before: {
      'app/a.py': 'from app import limits\n\ndef run(tool):\n    limits.enforce(tool)\n    return tool.run()\n',
    },
    after: {
      'app/a.py': `from app import limits\n\ndef run(tool):\n    limits.enforce = None\n    return tool.run()${gone('enforce', 'run')}\n`,
    },
  },
  {
    title: 'the same hook of something that has another name',
    with: hooks,
    before: {
      'app/a.py': 'def ask(model):\n    hooks.before_model(model)\n    return model.ask()\n',
      'app/b.py': 'import governance\n\ndef run(tool):\n    governance.check(tool)\n    return tool.run()\n',
    },
    after: {
      'app/a.py': 'def ask(model):\n    self.hooks().before_model(model)\n    return model.ask()\n',
      'app/b.py':
        'from app import governance as rules\n\ndef run(tool):\n    rules.check(tool)\n    return tool.run()\n',
    },
  },
  {
    title: 'a function that is kept under a name has its own guards',
    with: { guards: ['ensure_allowed'] },
    before: {
      'app/a.py': 'def export(user):\n    send(lambda: ensure_allowed(user))\n    return pdf()\n',
      'app/b.py': 'def export(user):\n    check = lambda: ensure_allowed(user)\n    return pdf(check)\n',
      'app/c.py': 'check = lambda user: ensure_allowed(user)\nrun(check)\n',
      'app/d.py':
        'def export(user):\n    def pages(user):\n        ensure_allowed(user)\n        return pdf()\n    return pages\n',
    },
    after: {
      'app/a.py': `def export(user):\n    return pdf()${gone('ensure_allowed', 'export')}\n`,
      'app/b.py': `def export(user):${gone('ensure_allowed', 'export')}\n    return pdf()\n`,
      'app/d.py': `def export(user):\n    def pages(user):\n        return pdf()${gone('ensure_allowed', 'export.pages')}\n    return pages\n`,
      'app/c.py': `check = lambda user: user.ok\nrun(check)${gone('ensure_allowed', 'check')}\n`,
    },
  },
];
