import type { Example } from '../../rule-kind.ts';

const told = (name: string): string => `    ← ${name} is told in an error here: scrub it first, or leave it out.`;
const logged = (name: string): string => `    ← ${name} is logged here: scrub it first, or leave it out.`;

const example = (title: string, path: string, ...lines: readonly string[]): Example => ({
  title,
  with: {
    loggers: ['*.set_attribute', '*.setAttribute', '*.set_attributes', '*.set_status'],
    'error-bodies': ['HTTPException', 'ApiError', 'JSONResponse'],
  },
  before: {},
  after: { [path]: lines.map((line) => `${line}\n`).join('') },
});

/** What answers with an error, and what answers. */
export const answeredExamples: readonly Example[] = [
  example(
    'the body of an error',
    'app/me.py',
    `raise HTTPException(404, f"nobody has {email}")${told('email')}`,
    `raise ApiError(user.email)${told('user.email')}`,
    `JSONResponse({"email": user.email}, status_code=404)${told('user.email')}`,
    `JSONResponse({"email": user.email}, 500)${told('user.email')}`,
    `JSONResponse(status_code=status.HTTP_409_CONFLICT, content={"email": user.email})${told('user.email')}`,
    `JSONResponse({"email": user.email}, status_code=HTTPStatus.NOT_FOUND)${told('user.email')}`,
    `JSONResponse({"email": user.email}, status_code=problem.status)${told('user.email')}`,
    `JSONResponse({"email": user.email}, headers=head, status=code)${told('user.email')}`,
  ),
  example(
    'the body of a good answer',
    'app/me.py',
    'JSONResponse({"email": user.email})',
    'JSONResponse({"email": user.email}, headers=head)',
    'JSONResponse({"email": user.email}, 201)',
    'JSONResponse({"email": user.email}, status_code=200)',
    'JSONResponse({"email": user.email}, status_code=status.HTTP_201_CREATED)',
    'JSONResponse({"email": user.email}, status_code=HTTPStatus.OK)',
    'Failed = HTTPException',
    'HTMLResponse(user.email, 500)',
  ),
];

/** Values under a name that says what they are. */
export const credentialExamples: readonly Example[] = [
  example(
    'a text that holds but the value',
    'app/log.py',
    `log.info("x", extra={"Authorization": f"Bearer {t}"})${logged('authorization')}`,
    `log.info("x", extra={"Authorization": "Bearer " + t})${logged('authorization')}`,
    `log.info("x", email=f"{name}@{domain}")${logged('email')}`,
  ),
  example(
    'the same in TypeScript',
    'ui/log.ts',
    `logger.info('x', { Authorization: \`Bearer \${t}\` });${logged('authorization')}`,
    `logger.info('x', { email: t.toLowerCase() });${logged('email')}`,
    `span.setAttribute('email', x);${logged('email')}`,
  ),
  example(
    'a value in other letters, and one behind its name',
    'app/log.py',
    `log.info("x", extra={"email": t.lower()})${logged('email')}`,
    `log.info("x", email=t.strip())${logged('email')}`,
    `span.set_attribute("email", x)${logged('email')}`,
  ),
  example(
    'a text that says something about the value, and what a call makes of it',
    'app/log.py',
    'log.info("x", extra={"password": f"{length} signs", "Authorization": "none", "phone": f"***{last}"})',
    'log.info("x", extra={"email": find(t), "phone": find(t).strip(), "title": f"Bearer {t}"})',
    'log.info("x", email=f"{find(t)}", phone="")',
    'log.info("x", extra={"email": mask(t).lower()})',
    'log.info("x", extra={"phone": t.digits()})',
    'def show(self, user):',
    '    log.info(self.mask(user).email)',
    'clean = mask(t)',
    'log.info("x", extra={"email": clean.lower()})',
  ),
  example(
    'another name, a text, and a call that sets no value under a name',
    'app/log.py',
    'span.set_attribute("user.id", x)',
    'span.set_attribute("email", "given")',
    'span.set_attribute("email")',
    'span.set_status("email", x)',
    'span.set_attribute("email", find(x))',
  ),
];
