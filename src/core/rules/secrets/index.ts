import * as z from 'zod';
import { pathAtBase } from '../../change.ts';
import { matchesAny } from '../../glob.ts';
import { inPlace } from '../../wording.ts';
import { linesOf, placeOfSpan } from '../../lines.ts';
import { firstNotBefore } from '../../order.ts';
import { openGlobs, wholePattern } from '../../policy/document-words.ts';
import { compilePattern } from '../../policy/pattern.ts';
import type { ChangedFile, RuleKind, Scene, SecretSighting, Sighting } from '../../rule-kind.ts';
import { seeNew, type Side, type Spot } from '../../spots.ts';
import { isDefaultAddress, isReadable } from './harmless.ts';
import { secretsExamples } from './examples.ts';
import { secretsServiceExamples } from './examples-services.ts';

const options = z.strictObject({
  allow: z
    .array(wholePattern)
    .default([])
    .describe('What is no secret, by the whole of its text: the keys of a manual, `AKIA.*EXAMPLE`.'),
  files: openGlobs
    .default([
      '**/.env',
      '**/.env.*',
      '**/.envrc',
      '**/*.{key,p12,pfx,jks,keystore}',
      '**/{id_rsa,id_ed25519,id_ecdsa}',
    ])
    .describe('Files that hold secrets, whatever is in them: none may be added.'),
  'except-files': openGlobs
    .default(['**/.env.{example,sample,template,dist,defaults}', '**/.env.*.{example,sample,template}'])
    .describe('Those of `files` that only show what such a file looks like.'),
});
type Options = z.infer<typeof options>;

/** Secrets that overlap are one: two rules of the scanner may know the same. The longest tells best what it is. */
const apart = (secrets: readonly SecretSighting[]): readonly SecretSighting[] => {
  // In the order of the text, and none overlaps another: the first that ends behind a start is found by halves.
  const kept: SecretSighting[] = [];
  for (const secret of secrets.toSorted((one, other) => other.end - other.start - (one.end - one.start))) {
    const next = firstNotBefore(kept, ({ end }) => end <= secret.start);
    if ((kept[next]?.start ?? Infinity) >= secret.end) kept.splice(next, 0, secret);
  }
  return kept;
};

// So many of one sign stand in no token that was drawn by chance.
const repeated = /(.)\1{7,}/g;

/** True for what keeps a place for a secret: one sign over and over, behind what says which token it is. */
const isPlaceholder = (secret: string): boolean => (secret.match(repeated) ?? []).join('').length * 2 >= secret.length;

const spotIn =
  (isAllowed: (text: string) => boolean) =>
  (side: Side): readonly Spot[] => {
    const text = side.text ?? '';
    const lines = linesOf(text);
    return apart(side.secrets ?? [])
      .filter(({ start, end }) => {
        const secret = text.slice(start, end);
        return !isPlaceholder(secret) && !isDefaultAddress(secret) && !isAllowed(secret);
      })
      .map(({ start, end, what }) => ({
        place: placeOfSpan(lines, { start, end }),
        message: `What looks like a secret stands here: ${what}.`,
        symbol: '',
        // A finding is about this secret and no other. What is told of it is a part of a hash of all this.
        text: JSON.stringify([what, text.slice(start, end)]),
        // Whatever it is given to, it has to be revoked.
        code: '',
      }));
  };

const secretFile = (file: ChangedFile): Sighting => ({
  path: file.path,
  line: 1,
  message: 'Files like this one hold secrets, and may not be added.',
  identity: 'file',
});

const see = (scene: Scene<Options>): ReturnType<RuleKind<Options>['see']> => {
  const { allow, files: names, 'except-files': excepted } = scene.options;
  const patterns = allow.map((source) => compilePattern(source, 'whole'));
  const [isNamed, isExcepted] = [matchesAny(names), matchesAny(excepted)];
  const holdsSecrets = (path: string): boolean => isNamed(path) && !isExcepted(path);
  const added = scene.files
    .filter(({ path }) => scene.applies(path) && holdsSecrets(path))
    .filter(({ path, after }) => !(path.endsWith('.key') && isReadable(after)))
    .filter((file) => file.status === 'added' || !holdsSecrets(pathAtBase(file)));
  const spots = spotIn((text) => patterns.some((pattern) => pattern?.test(text)));
  return { sightings: [...added.map(secretFile), ...seeNew(scene, 'secrets', spots)] };
};

export const secrets: RuleKind<Options> = {
  kind: 'secrets',
  title: 'Secrets',
  manual: [
    'Finds secrets that the change brings: private keys; addresses with passwords (`https`, PostgreSQL, MySQL, MongoDB); and keys',
    'and tokens of 1Password, Anthropic, AWS, Azure Storage, GitHub, GitLab, Google, Hugging Face, Linear, npm, OpenAI, SendGrid,',
    'Shopify, Slack and Stripe, as secretlint’s recommended rules and some of our own know them. Those of other services are not',
    'known. No comment in a file switches it off. What stood there before, or was only',
    'moved, is old debt: it has to be revoked in any case, which no change of a file can do.',
    '',
    'A file that holds secrets by its name, such as `.env`, may not be added either, whatever is in it; one that only shows',
    'what such a file looks like, such as `.env.example`, may, and so may a `.key` of plain `name=value`. A token of one sign',
    'over and over keeps a place for one, and is none; nor is the address of a database of this machine, or of a service beside it,',
    'whose password is a plain word: `postgres://app:app@localhost/app`. Messages never hold the secret itself.',
  ].join('\n'),
  remedy: 'Take the secret out, revoke it if anybody else has seen it, and read it from the vault or the environment.',
  options,
  needs: () => ({ secrets: () => true }),
  keepsOut: () => true,
  examples: [...secretsExamples, ...secretsServiceExamples],
  see,
  guard: (_, rule) =>
    `Write no secret into any file${inPlace(rule)}: no key, token or password, and no file that holds them.`,
};
