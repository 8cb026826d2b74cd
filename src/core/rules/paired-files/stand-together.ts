import { pathAtBase } from '../../change.ts';
import { replaceComments } from '../../markdown-comments.ts';
import { sectionOf } from '../../markdown.ts';
import { partnersAmong } from '../../path-partners.ts';
import { fillHoles, pathPattern, type Captures } from '../../path-pattern.ts';
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

/** The files that lack others, which have to be there, and did not lack them before the change. */
export const lacksOfTree = ({ options, change, applies, around }: Scene<Options>): readonly Lack[] => {
  const when = pathPattern(options.when);
  const [lacksBefore, lacksAfter] = [lookAt(around.before, options), lookAt(around.after, options)];
  const bases = new Map(change.files.map((file) => [file.path, pathAtBase(file)]));
  const needing = options.needs.map(pathPattern).map((need) => {
    const partners = partnersAmong(around.after.paths, need, when);
    return (path: string): readonly string[] => [need.match(path) ?? []].flat().flatMap(partners);
  });
  // Whatever else is in the repository lacks what it lacked before.
  const concerned = [...bases].flat().flatMap((path) => [path, ...needing.flatMap((files) => files(path))]);
  return [...new Set(concerned)].sort().flatMap((path) => {
    const captures = around.after.has(path) && applies(path) ? when.match(path) : undefined;
    if (captures === undefined) return [];
    const base = bases.get(path) ?? path;
    const olds = [applies(base) && around.before.has(base) ? (when.match(base) ?? []) : []]
      .flat()
      .flatMap((captures) => lacksBefore(base, captures))
      .map(({ need }) => need);
    const old = new Set(olds);
    return lacksAfter(path, captures).filter(({ need }) => !old.has(need));
  });
};
