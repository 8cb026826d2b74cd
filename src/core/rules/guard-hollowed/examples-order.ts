import type { Example } from '../../rule-kind.ts';

const rights = { guards: ['ensure_allowed', 'ensureAllowed'] };
const python = (...body: readonly string[]): string =>
  ['def execute(pack, user):', ...body.map((line) => `    ${line}`), ''].join('\n');
const typescript = (...body: readonly string[]): string =>
  ['export async function run(pack: Pack, user: User) {', ...body.map((line) => `  ${line}`), '}', ''].join('\n');
const tell = (done: string, where = 'execute', guard = 'ensure_allowed'): string =>
  `    ← ${done} is called in ${where} before it comes to ${guard} now.`;

/** What is done before and behind a guard. */
export const guardOrderExamples: readonly Example[] = [
  {
    title: 'put behind what it has to come before',
    with: rights,
    before: {
      'a.py': python('ensure_allowed(user)', 'client.post(pack)'),
      'b.py': python('ensure_allowed(user)', 'kept = requests.post(pack)', 'return kept'),
      'c.py': python('if not ensure_allowed(user):', '    return None', 'send_mail(user)', 'queue.put(pack)'),
      'd.py': python('ensure_allowed(user)', 'save_pack(pack)', 'return 1'),
      'a.ts': typescript('ensureAllowed(user);', 'await db.execute(pack);'),
    },
    after: {
      'a.py': python('client.post(pack)', `ensure_allowed(user)${tell('client.post')}`),
      'b.py': python('kept = requests.post(pack)', `ensure_allowed(user)${tell('requests.post')}`, 'return kept'),
      'c.py': python(
        'send_mail(user)',
        `if not ensure_allowed(user):${tell('send_mail')}`,
        '    return None',
        'queue.put(pack)',
      ),
      'd.py': python('save_pack(pack)', `ensure_allowed(user)${tell('save_pack')}`, 'return 1'),
      'a.ts': typescript(
        'await db.execute(pack);',
        `ensureAllowed(user);${tell('db.execute', 'run', 'ensureAllowed')}`,
      ),
    },
  },
  {
    title: 'put behind a value that is handed out',
    with: rights,
    before: {
      'a.py': python('ensure_allowed(user)', 'yield pack'),
      'b.py': python('ensure_allowed(user)', 'answer = yield pack', 'return answer'),
      'a.ts': 'export function* run(pack: Pack, user: User) {\n  ensureAllowed(user);\n  yield* pack.rows;\n}\n',
    },
    after: {
      'a.py': python(
        'yield pack',
        'ensure_allowed(user)    ← yield hands out a value in execute before it comes to ensure_allowed now.',
      ),
      'b.py': python('answer = yield pack', 'ensure_allowed(user)', 'return answer'),
      'a.ts':
        'export function* run(pack: Pack, user: User) {\n  yield* pack.rows;\n  ensureAllowed(user);    ← yield hands out a value in run before it comes to ensureAllowed now.\n}\n',
    },
  },
  {
    title: 'put behind what is read, checked or told, and behind what was done before it too',
    with: rights,
    before: {
      'a.py': python(
        'ensure_allowed(user)',
        'pack = load(pack)',
        'log.info(pack)',
        'validate(pack)',
        'known = client.post',
      ),
      'b.py': python('client.post(user)', 'ensure_allowed(user)', 'client.post(pack)'),
      'c.py': python('ensure_allowed(user)', 'client.post(pack)'),
      'd.py': python('ensure_allowed(user)', 'later(lambda: client.post(pack))', 'client.post(ensure_allowed(user))'),
      'e.py': python('client.post(user)', 'ensure_allowed(user)'),
      'f.py': python('ensure_allowed(user)', 'client.post(pack)'),
    },
    after: {
      'a.py': python(
        'pack = load(pack)',
        'log.info(pack)',
        'validate(pack)',
        'known = client.post',
        'ensure_allowed(user)',
      ),
      'b.py': python('client.post(user)', 'client.post(pack)', 'ensure_allowed(user)'),
      'c.py': python('store(user)', 'ensure_allowed(user)', 'client.post(pack)'),
      'd.py': python('later(lambda: client.post(pack))', 'ensure_allowed(user)', 'client.post(ensure_allowed(user))'),
      'e.py': python('ensure_allowed(user)', 'client.post(user)'),
      'f.py': python('client.post(ensure_allowed(user))'),
    },
  },
];
