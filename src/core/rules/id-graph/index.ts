import { pathAtBase, touches } from '../../change.ts';
import { matchesAny } from '../../glob.ts';
import { inPlace } from '../../wording.ts';
import type { RuleKind, Scene } from '../../rule-kind.ts';
import type { Tree } from '../../surroundings.ts';
import { tally } from '../../tally.ts';
import { idGraphExamples } from './examples.ts';
import { idReader, type WrittenId } from './ids.ts';
import { options, type IdKind, type Options } from './options.ts';

/** Something wrong with an id where it stands; what says the same is the same debt, wherever it stands. */
interface Fault extends WrittenId {
  readonly message: string;
}

type IsWritten = (written: WrittenId) => boolean;

/** What is wrong with the ids of a kind on one side of a change. */
const faultsIn = (
  { name, id, defines, refers }: IdKind,
  read: (place: IdKind['defines'][number] | IdKind['refers'][number], id: string) => readonly WrittenId[],
  isWritten: IsWritten,
): readonly Fault[] => {
  const definitions = defines.map((place) => read(place, id));
  const defined = new Set(definitions.flat().map(({ key }) => key));
  const doubles = definitions.flatMap((ids) => {
    const seen = new Set<string>();
    // Of two, the one that this change wrote is one too many.
    return [...ids]
      .sort((one, other) => Number(isWritten(one)) - Number(isWritten(other)))
      .filter((written) => seen.size === seen.add(written.key).size)
      .map((written) => ({ ...written, message: `${written.id} is the id of another ${name} already.` }));
  });
  const places = new Set<string>();
  const dangling = refers
    .flatMap((place) => read(place, id))
    .filter(({ key }) => !defined.has(key))
    // A line may be looked at as a line and for its links.
    .filter(({ key, path, line }) => places.size < places.add(JSON.stringify([key, path, line])).size)
    .map((written) => ({ ...written, message: `${written.id} is referred to here, and there is no such ${name}.` }));
  const unlisted = refers
    .filter(({ complete }) => complete)
    .flatMap((place) => {
      const listed = new Set(read(place, id).map(({ key }) => key));
      const message = (of: string): string => `${of} is defined here, and does not stand in ${place.files.join(', ')}.`;
      return definitions
        .flat()
        .filter((written) => listed.size < listed.add(written.key).size)
        .map((written) => ({ ...written, message: message(written.id) }));
    });
  return [...doubles, ...dangling, ...unlisted];
};

/** Takes away from some faults as many as there were before, wherever they stood. */
const beyond = (faults: readonly Fault[], before: readonly Fault[]): readonly Fault[] => {
  const debts = tally(before.map(({ message }) => message));
  return faults.filter(({ message }) => {
    const left = debts.get(message) ?? 0;
    debts.set(message, left - 1);
    return left <= 0;
  });
};

const see = ({ options: { kinds }, change, applies, around }: Scene<Options>) => {
  const files = new Map(change.files.map((file) => [file.path, file]));
  const isWritten: IsWritten = ({ path, line }) =>
    [files.get(path) ?? []].flat().some((file) => touches(file, line, line));
  const touched = change.files.flatMap((file) => [file.path, pathAtBase(file)]);
  const read = idReader();
  const faultsOf = (kind: IdKind, tree: Tree, isNew: IsWritten) =>
    faultsIn(kind, (place, id) => read(tree, place, id), isNew);
  const sightings = kinds
    .filter(({ defines, refers }) => touched.some(matchesAny([...defines, ...refers].flatMap((place) => place.files))))
    .flatMap((kind) => {
      const before = faultsOf(kind, around.before, () => false);
      const after = [...faultsOf(kind, around.after, isWritten)].sort(
        (one, other) => Number(isWritten(one)) - Number(isWritten(other)),
      );
      return beyond(after, before);
    })
    .filter(({ path }) => applies(path))
    .map(({ path, line, message }) => ({ path, line, message, identity: message }));
  return { sightings };
};

export const idGraph: RuleKind<Options> = {
  kind: 'id-graph',
  title: 'Ids that resolve',
  manual: [
    'Holds ids together that stand in several documents: an invariant, its lemma, the index that lists both and the plan',
    'that verifies them; evidence and who cites it. Each kind of id says what it looks like, where it is defined and where',
    'it is referred to: in YAML, JSON, TOML and front matter by a path of keys, in Markdown in headings, columns of tables,',
    'links or any line, and in the names of files. Comments and code blocks are none of these.',
    '',
    'An id that is referred to and not defined is a finding, and so is one that the same place defines twice. Where a place',
    'is `complete`, so is one that is defined and does not stand in it. With `except`, ids that are there and marked, such as',
    'UNREADY, may not be referred to.',
    '',
    'Only what the change brings is found: also a reference in a file that it leaves alone, to an id that it takes away.',
    'A document that cannot be read has no ids, so that every reference to one of them is found.',
  ].join('\n'),
  remedy: 'Correct the id, or bring what it stands for: the definition, the reference or the line of the index.',
  options,
  looksAround: true,
  examples: idGraphExamples,
  see,
  guard: ({ kinds }, rule) =>
    kinds.map(({ name, id }) => `Every id of ${name} (\`${id}\`)${inPlace(rule)} has to resolve, both ways.`).join(' '),
};
