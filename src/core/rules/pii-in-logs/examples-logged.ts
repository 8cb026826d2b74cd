import type { Example } from '../../rule-kind.ts';

const logged = (name: string): string => `    ← ${name} is logged here: scrub it first, or leave it out.`;

/** What comes out in a log. */
export const loggedExamples: readonly Example[] = [
  {
    title: 'an argument, and a hole of an f-string',
    with: {},
    guard:
      'Everywhere, log no personal data and no secrets, such as `email`, `email_address`, `phone`, `phone_number`, `first_name` and `last_name`: scrub them first.',
    before: {},
    after: {
      'app/users.py': [
        'import logging',
        'logger = logging.getLogger(__name__)',
        'def register(user, password):',
        `    logger.info("new user %s", user.email)${logged('user.email')}`,
        `    logger.debug(f"password {password!r}")${logged('password')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'values behind % and in format',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'import logging as l',
        'def register(user, ssn):',
        `    l.warning("user %s" % user.email)${logged('user.email')}`,
        `    l.error("user %s %s" % (user.id, ssn))${logged('ssn')}`,
        `    l.info("user {}".format(ssn))${logged('ssn')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'keywords, dictionaries and lists',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'from structlog import get_logger',
        'l = get_logger()',
        'def register(form, addr):',
        `    l.info("new", email=form.address)${logged('email')}`,
        `    l.info("new", extra={"mail": form.email})${logged('form.email')}`,
        `    l.bind(phone=addr.number).info("new")${logged('phone')}`,
        `    l.info("all", [u.email for u in form.users])${logged('u.email')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'elements and what is fetched by name',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def register(log, row):',
        `    log.info(row["email"])${logged('row.email')}`,
        `    log.info(row.get("api_key"))${logged('row.api_key')}`,
        `    log.info(getattr(row, "ssn"))${logged('row.ssn')}`,
        `    log.info(row.get_phone_number())${logged('phone_number')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'templates, objects and console in TypeScript',
    with: {},
    before: {},
    after: {
      'src/users.ts': [
        'export function register(user: User, accessToken: string) {',
        `  console.log(\`token \${accessToken}\`);${logged('accessToken')}`,
        `  this.logger.info({ userEmail: user.email }, 'new');${logged('user.email')}`,
        `  req.log.warn('new', user['phone']);${logged('user.phone')}`,
        '}',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'loggers by other names, told by what they are',
    with: {},
    before: {},
    after: {
      'src/users.js': [
        "const pino = require('pino');",
        'const out = pino();',
        "import { error as report } from 'winston';",
        `out.info(user.email);${logged('user.email')}`,
        `report(user.email);${logged('user.email')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'what only formats',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def register(audit_log, user):',
        `    audit_log.info(str(user.email))${logged('user.email')}`,
        `    audit_log.info(user.email.lower())${logged('user.email')}`,
        `    audit_log.info(json.dumps({"user": user.email}))${logged('user.email')}`,
        `    audit_log.info(user.email if user else "nobody")${logged('user.email')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'calls and names that the rule adds',
    with: { loggers: ['print', '*.set_attribute'], fields: ['portfolio'], scrubbers: ['blur'] },
    before: {},
    after: {
      'app/users.py': [
        'def show(span, user, portfolio):',
        `    print(portfolio)${logged('portfolio')}`,
        `    span.set_attribute("portfolio", user.portfolio)${logged('user.portfolio')}`,
        `    print(mask(user).portfolio)${logged('mask().portfolio')}`,
        '    print(blur(user).portfolio, user.email)',
        '',
      ].join('\n'),
    },
  },
  {
    title: 'a second one beside one that stood there',
    with: {},
    before: { 'app/users.py': 'def f(log, user):\n    log.info(user.email)\n' },
    after: {
      'app/users.py': `def f(log, user):\n    log.info(user.email)\n    log.info(user.email)${logged('user.email')}\n    log.info(user.phone)${logged('user.phone')}\n`,
    },
  },
  {
    title: 'a log call within another call that the rule adds',
    with: { loggers: ['print'] },
    before: {},
    after: { 'app/users.py': `print(logger.info(user.email))${logged('user.email')}\n` },
  },
  {
    title: 'constants, whole words at the end, and a name that was given what a call made',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def f(log, user):',
        `    log.info(settings.API_KEY)${logged('settings.API_KEY')}`,
        `    log.info(user.home_address)${logged('user.home_address')}`,
        '    email = find(user)',
        `    log.info("new", email=email)${logged('email')}`,
        `    log.info(user.emails[0])${logged('user.emails')}`,
        '',
      ].join('\n'),
    },
  },
  {
    title: 'many of them',
    with: {},
    before: {},
    after: { 'app/users.py': `def f(log, emails):\n    log.info("%s", ", ".join(emails))${logged('emails')}\n` },
  },
  {
    title: 'another log of the same, in another file than the one that goes',
    with: {},
    before: { 'app/users.py': 'def f(log, user):\n    log.info(user.email)\n' },
    after: {
      'app/users.py': 'def f(log, user):\n    pass\n',
      'app/mails.py': `def g(log, user):\n    log.warning("mail: %s", user.email)${logged('user.email')}\n`,
    },
  },
  {
    title: 'values that are told by the keys of a dictionary or an object',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def f(log, address, user):',
        `    log.info("new", extra={"email": address})${logged('email')}`,
        `    log.info({"user": {"phone": user.number}})${logged('phone')}`,
        `    log.info("new", extra=dict(email=address))${logged('email')}`,
        `    log.info(json.dumps({"X-Api-Key": address}))${logged('x_api_key')}`,
        '    log.info("new", address, extra={',
        '        "id": user.id,',
        `        "email": address,${logged('email')}`,
        '    })',
        `    log.info(user["userEmail"])${logged('user.userEmail')}`,
        '',
      ].join('\n'),
      'src/users.ts': `export function f(log: Logger, address: string) {\n  log.info({ email: address }, 'new');${logged('email')}\n}\n`,
    },
  },
  {
    title: 'headers, and elements in the hole of a text',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def f(log, request, user, row):',
        `    log.info(request.headers["Authorization"])${logged('request.headers.authorization')}`,
        `    log.info(request.headers.get("X-Api-Key"))${logged('request.headers.x_api_key')}`,
        `    log.info(f"new {user['email']}")${logged('user.email')}`,
        `    log.info(row["Email"])${logged('row.email')}`,
        `    log.info(request.headers)${logged('request.headers')}`,
        `    log.info(dict(self.request.headers))${logged('self.request.headers')}`,
        '',
      ].join('\n'),
      'src/users.ts': `export function f(log: Logger, req: Request) {\n  log.info(\`\${JSON.stringify(req.headers)}\`);${logged('req.headers')}\n}\n`,
    },
  },
  {
    title: 'all that is known of a person',
    with: {},
    before: {},
    after: {
      'app/users.py': [
        'def f(log, user, order):',
        `    log.info(vars(user))${logged('user')}`,
        `    log.info("%s", order.customer.__dict__)${logged('order.customer')}`,
        `    log.info(str(vars(order.app_user)))${logged('order.app_user')}`,
        '',
      ].join('\n'),
    },
  },
];
