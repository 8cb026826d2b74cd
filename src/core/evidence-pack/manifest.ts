import * as z from 'zod';
import { writeStableJson } from '../canonical-json.ts';
import { compareText } from '../order.ts';
import { parseJson } from '../parse-json.ts';
import {
  packVerdicts,
  type PackCheck,
  type PackGates,
  type PackPolicy,
  type PackSubject,
  type PackVerdict,
} from './parts.ts';

/** A file of a pack, as bytes tell of it. */
export interface PackFile {
  /** SHA-256 of its bytes, in lower-case hex. */
  readonly digest: string;
  readonly bytes: number;
  /** Its text; undefined where it is not UTF-8. */
  readonly text?: string;
}

/** Path → file. Paths are from the root of the pack, with `/` between their parts. */
export type PackFiles = ReadonlyMap<string, PackFile>;

export const manifestName = 'manifest.json';
/** The digest of the manifest, as `sha256sum --check` reads it. */
export const sealName = 'manifest.sha256';

const predicateType = 'https://github.com/codex-governor/codex-governor/evidence-pack/v1';
const hex = z.string().regex(/^[0-9a-f]{64}$/);

const manifest = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([
    z.strictObject({ name: z.literal('working-tree'), digest: z.strictObject({ gitTree: z.string() }) }),
  ]),
  predicateType: z.literal(predicateType),
  predicate: z.strictObject({
    verdict: z.enum(packVerdicts),
    base: z.string(),
    mode: z.string().nullable(),
    policy: z.strictObject({ path: z.string(), sha256: hex }),
    files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int().min(0), sha256: hex })),
  }),
});

type Manifest = z.infer<typeof manifest>;

/** What a manifest says of its pack beside its files. */
export interface About {
  readonly subject: PackSubject;
  readonly policy: Pick<PackPolicy, 'path' | 'digest'>;
  readonly verdict: PackVerdict;
}

/** The manifest of a pack in the form of an in-toto Statement: the same files, the same bytes. */
export const writeManifest = ({ subject, policy, verdict }: About, files: PackFiles): string => {
  const { tree, base, mode } = subject;
  const statement: Manifest = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'working-tree', digest: { gitTree: tree } }],
    predicateType,
    predicate: {
      verdict,
      base,
      mode,
      policy: { path: policy.path, sha256: policy.digest },
      files: [...files]
        .filter(([path]) => path !== manifestName && path !== sealName)
        .sort(([one], [other]) => compareText(one, other))
        .map(([path, { bytes, digest }]) => ({ path, bytes, sha256: digest })),
    },
  };
  return writeStableJson(statement);
};

/** The manifest; undefined for a text that is none, or is written in another way. */
export const readManifest = (text: string): Manifest | undefined => {
  const read = manifest.safeParse(parseJson(text));
  return read.success && writeStableJson(read.data) === text ? read.data : undefined;
};

export const writeSeal = (digest: string): string => `${digest}  ${manifestName}\n`;

/** What all of a change comes to: its own verdict, and the gates it needs. */
export const verdictOfPack = (
  { verdict }: Pick<PackCheck, 'verdict'>,
  gates: readonly Pick<PackGates['gates'][number], 'needed' | 'state'>[],
): PackVerdict => {
  const needed = gates.filter((gate) => gate.needed).map(({ state }) => state);
  if (verdict === 'block' || needed.includes('red')) return 'block';
  return needed.every((state) => state === 'green') ? verdict : 'unknown';
};
