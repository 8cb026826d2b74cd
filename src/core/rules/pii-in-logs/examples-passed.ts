import type { Example } from '../../rule-kind.ts';

const python = (title: string, ...lines: readonly string[]): Example => ({
  title,
  with: {},
  before: {},
  after: {
    'app/users.py': ['def f(logger, user, email, password):', ...lines.map((line) => `    ${line}`), ''].join('\n'),
  },
});

/** What does not come out in a log, or is no log. */
export const passedExamples: readonly Example[] = [
  python(
    'words in texts and comments',
    '# logger.info(user.email)',
    'logger.info("password and email of %s", user.id)',
  ),
  python(
    'what was scrubbed',
    'logger.info(mask(email))',
    'logger.info(f"{redact(user).email}")',
    'logger.info(user.masked_email)',
  ),
  python(
    'names that only contain the word',
    'logger.info("%d %s", email_count, password_policy)',
    'logger.info("%s %s", has_password, reset_email)',
    'logger.info("%s", next_token)',
  ),
  python(
    'what is only asked of a value',
    'logger.info("%s", email is not None)',
    'logger.info("set" if password else "missing")',
    'logger.info([u.id for u in user.all if u.email])',
  ),
  python(
    'what another function makes of it',
    'logger.info("%s", len(password))',
    'logger.info(find_id(email))',
    'logger.info(user.send_email())',
    'logger.info(names[email])',
    'logger.info(email.count("@"), (email or "").split("@"))',
  ),
  python(
    'what is called like a log and is none',
    'math.log(email)',
    'catalog.info(email)',
    'self.error(email)',
    'dialog.warn(email)',
    'logger.add_filter(email)',
  ),
  python('types and their members', 'logger.info(Email)', 'logger.info(Scope.EMAIL)'),
  python('a name that was given what a scrubber made', 'email = mask_email(email)', 'logger.info(email)'),
  python(
    'keywords whose value is a text or was made by a call',
    'logger.info("new", email="***", phone=last_digits(user))',
  ),
  python('what runs later, and prints', 'logger.info("x", lambda: email)', 'print(email)', 'send(email)'),
  {
    title: 'TypeScript: scrubbed, asked, and other calls',
    with: {},
    before: {},
    after: {
      'src/users.ts': [
        'export function f(user: User, log: Logger) {',
        '  log.info(`${maskEmail(user.email)} ${user.email.length} ${!user.password} ${typeof user.phone}`);',
        '  log.info({ found: user.email === other, kind: user.email ? 1 : 2 });',
        '  users.map((one) => send(one.email));',
        "  log.info(row['emailCount'], row[email]);",
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a log that stood there, moved to another file',
    with: {},
    before: { 'app/a.py': 'def f(log, user):\n    log.info(user.email)\n' },
    after: { 'app/a.py': '', 'app/b.py': 'def f(log, user):\n    log.info(user.email)\n' },
  },
  {
    title: 'other languages',
    with: {},
    before: {},
    after: { 'app/users.go': 'func f() { log.Info(user.email) }\n', 'docs/logs.md': '`logger.info(user.email)`\n' },
  },
  python(
    'dictionaries whose values were made by a call, are written out, or are handed to another function',
    'logger.info("new", extra={"email": mask(user.address), "phone": "***", "ssn": None})',
    'logger.info(mask({"email": user.address}))',
    'logger.info("new", extra={"email_count": user.count, "found": user.id})',
    'logger.info("new", extra=make(email=user.address))',
    'logger.info("new", extra={name: user.address, **more})',
    'logger.info({"email": user.address is None})',
    'address = mask(user.address)',
    'logger.info({"email": address})',
    'later = {"email": address, "done": logger.info(address)}',
    'logger.info("x", lambda: {"email": user.address})',
  ),
  python(
    'headers of an answer, one that is no secret, and all that is known of no person',
    'logger.info(response.headers)',
    'logger.info(request.headers["Accept"], request.headers.get("User-Agent"))',
    'logger.info(request.headers.items, len(request.headers))',
    'logger.info(vars(order), order.__dict__, vars(), user.__dict__["id"])',
    'logger.info("on" if request.headers else "off")',
  ),
  {
    title: 'headers and persons, where the rule is about other fields',
    with: { fields: ['portfolio'] },
    before: {},
    after: { 'app/users.py': 'def f(log, request, user):\n    log.info(request.headers)\n    log.info(vars(user))\n' },
  },
];
