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
  type PackRequest,
  type Result,
} from '#core';
import { fail, type Failure } from './failure.ts';
import type { Clock, CountTokens, FindSecrets, Hash, Repository } from './ports.ts';

export interface PackPorts {
  readonly repository: Pick<Repository, 'files' | 'read' | 'lastCommit' | 'commitsSince'>;
  readonly countTokens: CountTokens;
  readonly findSecrets: FindSecrets;
  readonly hash: Hash;
  readonly clock: Clock;
}

const dayInMilliseconds = 86_400_000;

// Each file may start a git process or two; more at once would only queue up.
const atOnce = 8;

const readDocument = async ({ repository, findSecrets }: PackPorts, path: string): Promise<DocumentText> => {
  const raw = await repository.read(path);
  if (raw === undefined) return { state: 'absent' };
  const text = normalizeDocument(raw);
  if (text === undefined) return { state: 'not-text' };
  // Of such a file only the names of its variables are packed.
  const secrets = holdsEnvironment(path) ? [] : await findSecrets(path, text);
  return { state: 'text', text, secrets };
};

const readHistory = async ({ repository, clock }: PackPorts, path: string, item: ContextItem): Promise<FileHistory> => {
  const last = await repository.lastCommit(path);
  if (last === undefined) return { committed: false };
  const paths = item.fresh?.behind?.paths;
  const behind = paths === undefined ? 0 : await repository.commitsSince(last.commit, paths);
  // A clock that runs behind the commit's does not make a document older.
  const days = Math.max(0, Math.floor((Date.parse(clock.now()) - Date.parse(last.at)) / dayInMilliseconds));
  return { committed: true, at: last.at, days, behind };
};

const gather = async (
  ports: PackPorts,
  demanded: DemandedFile,
  documents: Map<string, Promise<DocumentText>>,
): Promise<GatheredFile> => {
  // Two items may want two sections of one file.
  const known = documents.get(demanded.path) ?? readDocument(ports, demanded.path);
  documents.set(demanded.path, known);
  const document = await known;
  if (document.state !== 'text' || demanded.item.fresh === undefined) return { ...demanded, document };
  return { ...demanded, document, history: await readHistory(ports, demanded.path, demanded.item) };
};

const cancelled = (): Result<never, Failure> =>
  failure(fail('cancelled', 'The context pack was not built: it was cancelled.'));

/**
 * Builds the context pack of a task: which documents the policy demands, what they say now, how fresh they are. What
 * is missing, stale or dead stands in the pack's problems; a Failure means that nothing could be told.
 */
export const buildPack = async (
  ports: PackPorts,
  request: PackRequest,
  signal?: AbortSignal,
): Promise<Result<BuiltPack, Failure>> => {
  const listed = await ports.repository.files();
  if (!listed.ok) return listed;
  const files = listed.value;
  const demand = demandContext(request, files);
  const documents = new Map<string, Promise<DocumentText>>();
  const gathered: GatheredFile[] = [];
  for (let next = 0; next < demand.files.length; next += atOnce) {
    if (signal?.aborted === true) return cancelled();
    const batch = demand.files.slice(next, next + atOnce);
    gathered.push(...(await Promise.all(batch.map((each) => gather(ports, each, documents)))));
  }
  if (signal?.aborted === true) return cancelled();
  const tokenLimit = request.mode?.contextTokens ?? request.policy.contextTokens;
  const { countTokens, hash } = ports;
  return success(buildContextPack({ gathered, problems: demand.problems, files, tokenLimit, countTokens, hash }));
};
