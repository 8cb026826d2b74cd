import {
  buildContextPack,
  demandContext,
  failure,
  holdsEnvironment,
  normalizeDocument,
  success,
  type BuiltPack,
  type ContextItem,
  type DemandedFile,
  type DocumentText,
  type FileHistory,
  type GatheredFile,
  type Hash,
  type PackRequest,
  type Result,
} from '#core';
import { fail, type Failure } from '../failure.ts';
import type { Clock, CountTokens, FindSecrets, History, WorkingTree } from '../ports.ts';
import { need, story } from '../story.ts';

export interface PackPorts {
  readonly repository: Pick<WorkingTree, 'files' | 'read'> & Pick<History, 'lastCommit' | 'commitsSince'>;
  readonly countTokens: CountTokens;
  readonly findSecrets: FindSecrets;
  readonly hash: Hash;
  readonly clock: Clock;
}

const dayInMilliseconds = 86_400_000;

// Each file may start a git process or two; more at once would only queue up.
const atOnce = 8;

/** Characters of all documents together. No model takes in as many; a glob over a data folder easily has more. */
const mostTogether = 4_000_000;

type Unscanned = Exclude<DocumentText, { readonly state: 'text' }> | { readonly state: 'text'; readonly text: string };

const readDocument = async ({ repository }: PackPorts, path: string): Promise<Result<Unscanned, Failure>> => {
  const read = await repository.read(path);
  if (!read.ok) {
    const { reason, message, remedy = '' } = read.error;
    if (reason === 'unreadable') return success({ state: reason, message, remedy });
    // A pack may be asked for by a glob, so there is another way out than to split the file.
    if (reason === 'too-large') return success({ state: reason, message, remedy: narrower });
    return read;
  }
  if (read.value === undefined) return success({ state: 'absent' });
  const text = normalizeDocument(read.value);
  return success(text === undefined ? { state: 'not-text' } : { state: 'text', text });
};

const narrower = 'Narrow the path in the policy so that it leaves the file out, or split the file.';

const tooMany = (path: string): DocumentText => ({
  state: 'too-large',
  message: `${path} was not read: with it, the documents of the pack have more than ${mostTogether / 1_000_000} million characters.`,
  remedy: 'Name fewer or narrower documents in the policy.',
});

const scan = async ({ findSecrets }: PackPorts, path: string, text: string): Promise<DocumentText> => {
  // Of such a file only the names of its variables are packed.
  const secrets = holdsEnvironment(path) ? [] : await findSecrets(path, text);
  return { state: 'text', text, secrets };
};

const readHistory = (ports: PackPorts, path: string, item: ContextItem): Promise<Result<FileHistory, Failure>> =>
  story<FileHistory>(async function* () {
    const { repository, clock } = ports;
    const last = yield* need(repository.lastCommit(path));
    if (last === undefined) return { committed: false };
    const paths = item.fresh?.behind?.paths;
    const behind = paths === undefined ? 0 : yield* need(repository.commitsSince(last.commit, paths));
    // A clock that runs behind the commit's does not make a document older.
    const days = Math.max(0, Math.floor((Date.parse(clock.now()) - Date.parse(last.at)) / dayInMilliseconds));
    return { committed: true, at: last.at, days, behind };
  });

const cancelled = (): Result<never, Failure> =>
  failure(fail('cancelled', 'The context pack was not built: it was cancelled.'));

const batchesOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => all.slice(index * atOnce, (index + 1) * atOnce));

/** The documents by path, in the order of the demand: so what exceeds the sum is the same each time. */
const readDocuments = (
  ports: PackPorts,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Result<ReadonlyMap<string, DocumentText>, Failure>> =>
  story(async function* () {
    const documents = new Map<string, DocumentText>();
    let together = 0;
    for (const batch of batchesOf(paths)) {
      const read = await Promise.all(batch.map(async (path) => [path, await readDocument(ports, path)] as const));
      for (const [path, result] of read) {
        if (signal?.aborted === true) yield* need(cancelled());
        const document = yield* need(result);
        together += document.state === 'text' ? document.text.length : 0;
        const isTaken = document.state === 'text' && together <= mostTogether;
        const refused = document.state === 'text' ? tooMany(path) : document;
        documents.set(path, isTaken ? await scan(ports, path, document.text) : refused);
      }
    }
    return documents;
  });

const gather = async (
  ports: PackPorts,
  demanded: DemandedFile,
  document: DocumentText,
): Promise<Result<GatheredFile, Failure>> => {
  if (document.state !== 'text' || demanded.item.fresh === undefined) return success({ ...demanded, document });
  const history = await readHistory(ports, demanded.path, demanded.item);
  return history.ok ? success({ ...demanded, document, history: history.value }) : history;
};

/**
 * Builds the context pack of a task: which documents the policy demands, what they say now, how fresh they are. What
 * is missing, stale, dead or too large is among the pack's problems; a Failure means that nothing could be told.
 */
export const buildPack = (
  ports: PackPorts,
  request: PackRequest,
  signal?: AbortSignal,
): Promise<Result<BuiltPack, Failure>> =>
  story(async function* () {
    const files = yield* need(ports.repository.files());
    const demand = demandContext(request, files);
    // Two items may want two sections of one file.
    const paths = [...new Set(demand.files.map(({ path }) => path))];
    const documents = yield* need(readDocuments(ports, paths, signal));
    const gathered: GatheredFile[] = [];
    for (const batch of batchesOf(demand.files)) {
      if (signal?.aborted === true) yield* need(cancelled());
      const found = await Promise.all(
        batch.map((each) => gather(ports, each, documents.get(each.path) ?? { state: 'absent' })),
      );
      for (const each of found) gathered.push(yield* need(each));
    }
    if (signal?.aborted === true) yield* need(cancelled());
    const tokenLimit = request.mode?.contextTokens ?? request.policy.contextTokens;
    const { countTokens, hash } = ports;
    return buildContextPack({ gathered, problems: demand.problems, files, tokenLimit, countTokens, hash });
  });
