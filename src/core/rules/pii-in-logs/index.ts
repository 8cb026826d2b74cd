import * as z from 'zod';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import { seeNew, symbolOf, type Side, type Spot } from '../../spots.ts';
import { listNames, tellPlaces } from '../../wording.ts';
import { loggedExamples } from './examples-logged.ts';
import { passedExamples } from './examples-passed.ts';
import { fieldNames } from './field-names.ts';
import { answeredExamples, credentialExamples } from './examples-answered.ts';
import { errorBodies } from './error-bodies.ts';
import { logCalls } from './log-calls.ts';
import { shownBy } from './shown.ts';

const commonFields = (
  'email email_address phone phone_number first_name last_name home_address street_address date_of_birth dob ssn ' +
  'social_security_number national_id passport_number tax_id account_number iban credit_card credit_card_number ' +
  'card_number cvv password passwd passphrase secret client_secret api_key secret_key private_key access_key ' +
  'access_token refresh_token auth_token api_token bearer_token id_token session_token authorization credential'
).split(' ');

const commonScrubbers = (
  '*redact* *Redact* *mask* *Mask* *scrub* *Scrub* *hash* *Hash* *anonymi* *Anonymi* *sanitiz* *Sanitiz* *obfuscat* ' +
  '*Obfuscat* *encrypt* *Encrypt* *pseudonym*'
).split(' ');

const names = z.array(z.string().min(1)).min(1);

const options = z.strictObject({
  loggers: names
    .optional()
    .describe('Calls that log or show as well, by their last names: `print`, `*.set_attribute`.'),
  'error-bodies': names
    .optional()
    .describe(
      'Calls that answer, by their last names: `HTTPException`, `JSONResponse`. Those of an error count: by their name, or by a status that is none of success.',
    ),
  fields: names
    .default(commonFields)
    .describe('Names of what does not belong in a log: `email` also means `user_email`, `userEmail` and `emails`.'),
  scrubbers: names.default(commonScrubbers).describe('Calls that make a value fit to be logged, by their last names.'),
});
type Options = z.infer<typeof options>;

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { loggers = [], 'error-bodies': errors = [], fields, scrubbers } = scene.options;
  const logs = logCalls(loggers);
  const answers = errorBodies(errors);
  const known = fieldNames(fields, scrubbers);
  const spotsOf = ({ facts }: Side): readonly Spot[] => {
    if (facts === undefined) return [];
    return facts.uses.flatMap((call) => {
      const deed = logs(call) ? 'logged' : answers(call) ? 'told in an error' : undefined;
      if (deed === undefined) return [];
      return shownBy(facts, call, known).map(({ name, place }) => ({
        place,
        message: `${name} is ${deed} here: scrub it first, or leave it out.`,
        symbol: symbolOf(facts, call),
        text: `${name} is logged`,
      }));
    });
  };
  return { sightings: seeNew(scene, 'logged', spotsOf) };
};

export const piiInLogs: RuleKind<Options> = {
  kind: 'pii-in-logs',
  title: 'Personal data and secrets in logs',
  manual: [
    'Keeps personal data and secrets out of logs. It looks at what is given to calls that log: `logging`, `structlog`,',
    '`loguru`, `console`, `winston`, `pino` and their like, and whatever is called by the name of a log or a logger; `loggers`',
    'adds `print` and attributes of spans, `error-bodies` what answers with an error: what a caller is told in a good answer is',
    'no log.',
    '',
    'It counts what comes out in the text: arguments, also by keyword and in `extra`, holes of f-strings and templates, values',
    'behind `%` and in `format`, elements of lists and dictionaries, what stands under such a key (`extra={"email": address}`),',
    '`row["email"]`, `row.get("email")`, `request.headers["Authorization"]`, `user.get_email()`,',
    '`set_attribute("email", address)`; and the headers of a request and',
    '`vars(user)` as a whole. The',
    'last words of a name decide: `user_email` is one of `email`, `email_count` and `has_email` are not. What goes through',
    'another call is taken to be something else afterwards, unless the call only formats; what is compared or only asked for',
    'does not come out; a name that was given what one of `scrubbers` made is clean. A text that was put together before it is',
    'logged, and any other object as a whole, are not looked into.',
  ].join('\n'),
  remedy: 'Leave the value out of the log, log an id in its place, or scrub it first.',
  options,
  needs: () => ({ facts: () => true }),
  examples: [...loggedExamples, ...answeredExamples, ...credentialExamples, ...passedExamples],
  see,
  guard: ({ fields }, rule) =>
    `${tellPlaces(rule)}, log no personal data and no secrets, such as ${listNames(fields.slice(0, 6), 'and')}: scrub them first.`,
};
