import { pathAtBase, type FileChange } from '../../change.ts';
import { replaceComments } from '../../markdown/comments.ts';
import { sectionOf } from '../../markdown/markdown.ts';
import { compareText } from '../../order.ts';
import { partnersAmong } from '../../path-partners.ts';
import { fillHoles, pathPattern, type Captures } from '../../path-pattern.ts';
import { rememberAround } from '../../reads.ts';
import type { Scene } from '../../rule-kind.ts';
import type { Tree } from '../../surroundings.ts';
import { holdsWord } from '../../whole-word.ts';
import { joined, type Lack, type Options } from './options.ts';

const partOf = (text: string, section: string | undefined): string => {
  if (section === undefined) return text;
  const found = sectionOf(text, section);
  return found.ok ? found.value.text : '';
};

// A comment of Markdown is not there for who reads the page.
const withoutComments = (text: string): string => replaceComments(text, () => '');

const mentionsIn = (text: string, word: string, { section }: Options): boolean =>
  holdsWord(withoutComments(partOf(text, section)), word);

const describe = (needed: string, word: string, isThere: boolean, { section }: Options): string => {
  if (!isThere) return `This file needs ${needed}, and there is no such file.`;
  const place = section === undefined ? needed : `The section “${section}” of ${needed}`;
  return `${place} does not mention ${word}.`;
};

/** Looks at one side of the repository for what a file lacks there. */
const lookAt = (tree: Tree, options: Options) => {
  const { needs, mentions = '', 'one-of': oneOf } = options;
  const when = pathPattern(options.when);
  const groups = needs.map((need) => ({ need, partners: partnersAmong(tree.paths, when, pathPattern(need)) }));
  return (path: string, captures: Captures): readonly Lack[] => {
    const word = fillHoles(mentions, captures);
    const mentionedIn = (text: string): boolean => word === '' || mentionsIn(text, word, options);
    const lacking = groups
      .filter(({ partners }) => !partners(captures).some((partner) => mentionedIn(tree.text(partner) ?? '')))
      .map(({ need }) => need);
    const isThere = groups.some(({ partners }) => partners(captures).length > 0);
    return joined(lacking, needs, oneOf).map((need) => {
      return { path, need, message: describe(fillHoles(need, captures), word, isThere, options) };
    });
  };
};

/** By path, what a file lacks that it did not lack before the change. */
type LacksByPath = readonly (readonly [path: string, lacks: readonly Lack[]])[];

const rememberLacks = rememberAround<LacksByPath>();

/**
 * What lacks another by a file of the change: itself, and what needs it, under both of its names. The list of all files is asked
 * for anew by each: what was read for one is noted apart.
 */
const lacksAround = (
  { options, applies, around }: Scene<Options>,
  bases: ReadonlyMap<string, string>,
  file: FileChange,
): LacksByPath => {
  const when = pathPattern(options.when);
  const [lacksBefore, lacksAfter] = [lookAt(around.before, options), lookAt(around.after, options)];
  const needing = options.needs.map(pathPattern).map((need) => {
    const partners = partnersAmong(around.after.paths, need, when);
    return (path: string): readonly string[] => [need.match(path) ?? []].flat().flatMap(partners);
  });
  const newLacks = (path: string): readonly Lack[] => {
    const captures = around.after.has(path) && applies(path) ? when.match(path) : undefined;
    if (captures === undefined) return [];
    const base = bases.get(path) ?? path;
    const olds = [applies(base) && around.before.has(base) ? (when.match(base) ?? []) : []]
      .flat()
      .flatMap((captures) => lacksBefore(base, captures))
      .map(({ need }) => need);
    const old = new Set(olds);
    return lacksAfter(path, captures).filter(({ need }) => !old.has(need));
  };
  // Whatever else is in the repository lacks what it lacked before.
  return [file.path, pathAtBase(file)]
    .flatMap((path) => [path, ...needing.flatMap((files) => files(path))])
    .map((path) => [path, newLacks(path)] as const);
};

/**
 * The files that lack others, which have to be there, and did not lack them before the change. What was found by a file of it
 * is remembered: only where files come or go, or are no longer what they were, may that be something else.
 */
export const lacksOfTree = (scene: Scene<Options>): readonly Lack[] => {
  const { options, change, around } = scene;
  const bases = new Map(change.files.map((file) => [file.path, pathAtBase(file)]));
  const found = change.files.flatMap((file) =>
    rememberLacks(around.after.reader, [options, file], 'lacks', () => lacksAround(scene, bases, file)),
  );
  return [...new Map(found)].sort(([one], [other]) => compareText(one, other)).flatMap(([, lacks]) => lacks);
};
