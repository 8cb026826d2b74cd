import { findingOfAction } from './action-finding.ts';
import { toolRule } from './action-rules.ts';
import type { ToolAction } from './action.ts';
import { isListed } from './command/command-pattern.ts';
import type { Finding } from './finding.ts';
import type { Hash } from './hash.ts';
import type { Mode } from './mode.ts';

/** What a tool is held to. */
interface ToolLaw {
  /** Left out: no mode limits it. */
  readonly mode?: Mode;
  readonly hash: Hash;
}

const reading = new Set(
  ['get', 'list', 'read', 'search', 'find', 'fetch', 'show', 'describe', 'view', 'lookup', 'resolve', 'explain'].concat(
    ['count', 'check', 'status', 'help'],
  ),
);

const writing = new Set(
  [
    'add',
    'append',
    'apply',
    'approve',
    'assign',
    'call',
    'close',
    'create',
    'delete',
    'drop',
    'edit',
    'execute',
  ].concat(
    [
      'insert',
      'install',
      'merge',
      'move',
      'patch',
      'post',
      'push',
      'put',
      'remove',
      'rename',
      'replace',
      'run',
      'save',
    ],
    ['send', 'set', 'submit', 'update', 'upsert', 'write'],
  ),
);

/** The words of the tool's own name: `get`, `file` and `contents` of `mcp__forge__getFileContents`. */
const wordsOf = (name: string): readonly string[] =>
  (name.split('__').at(-1) ?? '')
    .replaceAll(/(?<low>[a-z\d])(?=[A-Z])/g, '$<low>_')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');

const reads = (name: string): boolean => {
  const words = wordsOf(name);
  return reading.has(words[0] ?? '') && !words.some((word) => writing.has(word));
};

/** What is wrong with the use of a tool: only its name tells what it does, so one that may change something is refused. */
export const judgeTool = ({ name }: ToolAction, { mode, hash }: ToolLaw): readonly Finding[] => {
  const isAllowed = mode?.commands.allow.some((pattern) => isListed(pattern, { words: [name] })) === true;
  const isDenied = mode?.commands.deny.some((pattern) => isListed(pattern, { words: [name] })) === true;
  if (!isDenied && (isAllowed || reads(name))) return [];
  const message = `What \`${name.replaceAll(/[^\w.-]/g, '?').slice(0, 120)}\` does is not known, and it may change something.`;
  const level = mode === undefined ? 'warn' : 'block';
  return [findingOfAction({ rule: toolRule, message, identity: name, level }, hash)];
};
