import type { Span } from '../lines.ts';
import type { DependencyGroup } from './dependency.ts';
import { unread, type Find } from './find.ts';
import { argument, computed, isSign, longestCall, type Script, type Token } from './script-tokens.ts';

/** What a call asks for, as far as its arguments do not say. */
export interface Asked {
  readonly group: DependencyGroup;
  /** Only where the group does not say. */
  readonly direct?: boolean;
}

const coordinate = /^[\w.-]+$/;

const shown = (text: string): string => text.replaceAll(computed, '…');

const notRead = (at: Span): Find =>
  unread(at, 'The coordinates of this dependency are computed: they can only be known by running the build.');

/** `group:name:version`, with a classifier or an ending behind. */
export const byCoordinates = (token: Token, asked: Asked): Find => {
  const [group = '', artifact = '', ...version] = token.text.split(':');
  const [name = ''] = artifact.split('@');
  if (!coordinate.test(group) || !coordinate.test(name)) return notRead(token.at);
  const { start } = token.at;
  const at = { start, end: start + group.length + 1 + name.length };
  return { ...asked, name: `${group}:${name}`, at, requirement: shown(version.join(':')) };
};

/** `group: 'g', name: 'a', version: 'v'`. */
const byParts = (args: readonly Token[], asked: Asked): Find => {
  const [group, name, version] = ['group', 'name', 'version'].map((key) => argument(args, key));
  const isWhole = [group, name].every((part) => part?.kind === 'string' && coordinate.test(part.text));
  const at = (name ?? args[0])?.at ?? { start: 0, end: 0 };
  if (!isWhole || group === undefined || name === undefined) return notRead(at);
  const requirement = version?.kind === 'string' ? shown(version.text) : '';
  return { ...asked, name: `${group.text}:${name.text}`, at, requirement };
};

const inRepository = new Set('project projects files fileTree'.split(' '));
const ofThisBuild = new Set('project projects rootProject'.split(' '));
const withGradle = new Set('gradleApi gradleTestKit gradleKotlinDsl localGroovy kotlinNpm embeddedKotlin'.split(' '));
const wrapping = new Set('platform enforcedPlatform testFixtures variantOf create dependencies'.split(' '));

/** True for the accessor of a version catalog: `libs`, or one named after it. */
const isCatalog = (name: string): boolean => /^(?:libs|[a-z]\w*Libs)$/.test(name);

/** Arguments apart at commas outside of brackets; a closure behind them is dropped. */
const splitArguments = (
  { tokens, brackets }: Script,
  from: number,
  to: number,
): readonly (readonly [from: number, to: number])[] => {
  const parts: [number, number][] = [];
  let start = from;
  let at = from;
  for (; at < to && !isSign(tokens[at], '{'); at += 1) {
    at = Math.min(brackets.get(at) ?? at, to);
    if (!isSign(tokens[at], ',')) continue;
    parts.push([start, at]);
    start = at + 1;
  }
  return [...parts, [start, Math.min(at, to)]];
};

const isNamed = (args: readonly Token[]): boolean =>
  argument(args, 'name') !== undefined || argument(args, 'group') !== undefined;

/** `kotlin("stdlib")` and `npm("react", "18")`: calls that make coordinates of what they are given. */
const byCall = (call: Token, inner: readonly Token[], asked: Asked): readonly Find[] | undefined => {
  const [name, , version] = inner;
  const isName = name?.kind === 'string' && /^[\w.@/-]+$/.test(name.text);
  if (!isName || !['kotlin', 'npm', 'devNpm', 'peerNpm', 'optionalNpm'].includes(call.text)) return undefined;
  const found = { ...asked, at: name.at, requirement: version?.kind === 'string' ? shown(version.text) : '' };
  return call.text === 'kotlin'
    ? [{ ...found, name: `org.jetbrains.kotlin:kotlin-${name.text}` }]
    : [{ ...found, name: name.text, ecosystem: 'npm' }];
};

const readCall = (script: Script, at: number, asked: Asked): readonly Find[] => {
  const call = script.tokens[at];
  const end = script.brackets.get(at + 1) ?? at + 2;
  if (call === undefined || inRepository.has(call.text) || withGradle.has(call.text)) return [];
  if (wrapping.has(call.text)) return readArguments(script, at + 2, end, asked);
  return byCall(call, script.tokens.slice(at + 2, end), asked) ?? [notRead(call.at)];
};

/** A word with dots behind it: an entry of a catalog, a project of this build, or a value from somewhere in the code. */
const readAccess = (script: Script, from: number, to: number, asked: Asked): readonly Find[] => {
  const { tokens } = script;
  const head = tokens[from];
  const last = tokens[to - 1];
  if (head === undefined || last === undefined || ofThisBuild.has(head.text)) return [];
  const at = { start: head.at.start, end: last.at.end };
  if (isCatalog(head.text))
    return [
      {
        ...asked,
        name: tokens
          .slice(from, to)
          .map(({ text }) => text)
          .join(''),
        at,
        origin: 'catalog',
      },
    ];
  const call = head.text === 'dependencies' ? from + 2 : from;
  return call > from && isSign(tokens[call + 1], '(') ? readCall(script, call, asked) : [notRead(at)];
};

const readPart = (script: Script, from: number, to: number, asked: Asked): readonly Find[] => {
  const [head, next] = script.tokens.slice(from, Math.min(from + 2, to));
  if (head === undefined) return [];
  if (head.kind === 'string') return next === undefined ? [byCoordinates(head, asked)] : [notRead(head.at)];
  if (isSign(head, '[') || isSign(head, '('))
    return readArguments(script, from + 1, script.brackets.get(from) ?? to, asked);
  if (head.kind !== 'word') return [notRead(head.at)];
  return isSign(next, '(') ? readCall(script, from, asked) : readAccess(script, from, to, asked);
};

/** Everything that stands between the brackets of a call, or behind one that has none. */
export const readArguments = (script: Script, from: number, to: number, asked: Asked): readonly Find[] => {
  const first = script.tokens[from];
  if (first !== undefined && to - from > longestCall) return [notRead(first.at)];
  const parts = splitArguments(script, from, to);
  const end = parts.at(-1)?.[1] ?? to;
  const flat = script.tokens.slice(from, end).filter(({ kind }) => kind !== 'newline');
  if (!isSign(flat[0], '[') && isNamed(flat) && flat[0]?.kind !== 'string' && !isSign(flat[1], '('))
    return [byParts(flat, asked)];
  return parts.flatMap(([start, stop]) => {
    let first = start;
    while (first < stop && script.tokens[first]?.kind === 'newline') first += 1;
    let last = stop;
    while (last > first && script.tokens[last - 1]?.kind === 'newline') last -= 1;
    return readPart(script, first, last, asked);
  });
};
