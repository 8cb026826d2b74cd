import type { Example } from '../../rule-kind.ts';

const fresh = { guards: ['is_fresh'] };

const python = (...body: readonly string[]): string =>
  ['def execute(pack):', ...body.map((line) => `    ${line}`), ''].join('\n');

const gone = '    ← The guard is_fresh is gone from execute, and nothing here leads to it any more.';
const clause = ['if not is_fresh(pack):', '    return'];

/** Guards that are asked, and whether anything follows from it. */
export const guardIdleExamples: readonly Example[] = [
  {
    title: 'a question from which something follows: what it is asked for, what stands behind it, and the next turn',
    with: fresh,
    before: {
      'a.py': python('if is_fresh(pack):', '    run(pack)'),
      'b.py': python(...clause, 'pack.open = True'),
      'c.py': python('done(pack)', 'return is_fresh(pack)'),
      'd.py': python('for one in pack:', '    run(one)', '    if not is_fresh(one):', '        return'),
      'e.py': python('run(pack)', 'if not is_fresh(pack):', '    raise'),
      'f.py': python('run(pack)', ...clause, 'return True'),
      'g.py': 'run(pack)\nif not is_fresh(pack):\n    pass\n',
    },
    after: {
      'a.py': `def execute(pack):${gone}\n    run(pack)\n`,
      'b.py': python(`pack.open = True${gone}`),
      'c.py': python(`done(pack)${gone}`, 'return True'),
      'd.py': python('for one in pack:', `    run(one)${gone}`),
      'e.py': python(`run(pack)${gone}`),
      'f.py': python('run(pack)', `return True${gone}`),
      'g.py': `run(pack)${gone.replace('execute', 'this file')}\n`,
    },
  },
  {
    title: 'a question that nothing follows from, at the end of a function that gives nothing',
    with: fresh,
    before: {
      'a.py': `${python('run(pack)', ...clause)}\ndef other():\n    return 1\n`,
      'b.py': python('run(pack)', 'if not is_fresh(pack):', '    return None', 'return None'),
      'c.py': python(...clause, ...clause, 'run(pack)'),
      'd.py': python('if pack:', '    run(pack)', '    if not is_fresh(pack):', '        return'),
    },
    after: {
      'a.py': `${python('run(pack)')}\ndef other():\n    return 1\n`,
      'b.py': python('run(pack)', 'return None'),
      'c.py': python(...clause, 'run(pack)'),
      'd.py': python('if pack:', '    run(pack)'),
    },
  },
];
