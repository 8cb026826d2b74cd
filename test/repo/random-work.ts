// What people do to files between commits, at random: for histories that no one would think of.
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';

// Names that git quotes, that need care in a shell, or that a pathspec would read as more than a name.
const paths = [
  'a.txt',
  'src/b.py',
  'src/deep/er/c.ts',
  'with space/d e.md',
  'ünï/çødé-日本.txt',
  'emoji-🦊.txt',
  'quo"te.txt',
  "apos'trophe.txt",
  'tab\there.txt',
  'line\nbreak.txt',
  'back\\slash.txt',
  '-dash.txt',
  ':(top)magic.txt',
  'star*[x]?.txt',
  'data.bin',
  'yarn.lock',
  'win.crlf',
  'src/b',
];

export type Operation =
  | { readonly do: 'write'; readonly at: number; readonly content: Content }
  | {
      readonly do: 'edit';
      readonly at: number;
      readonly line: number;
      readonly cut: number;
      readonly words: readonly number[];
    }
  | { readonly do: 'rename'; readonly at: number; readonly to: number; readonly touch: boolean }
  | { readonly do: 'delete' | 'chmod' | 'link' | 'terminate'; readonly at: number };

type Content =
  | { readonly kind: 'text'; readonly words: readonly number[]; readonly end: '\n' | '\r\n'; readonly last: boolean }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array };

const at = fc.nat({ max: paths.length - 1 });
// Few different lines, many of them: so that similar files, and so renames, are common.
const words = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 25 }) },
  { weight: 1, arbitrary: fc.array(fc.nat({ max: 12 }), { maxLength: 3 }) },
);
const content: fc.Arbitrary<Content> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      words,
      end: fc.constantFrom('\n' as const, '\n' as const, '\r\n' as const),
      last: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('binary' as const),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    }),
  },
);
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), at, content }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      at,
      line: fc.nat({ max: 30 }),
      cut: fc.nat({ max: 4 }),
      words: fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rename' as const), at, to: at, touch: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'chmod' as const, 'link' as const, 'terminate' as const),
      at,
    }),
  },
);
const bytesOf = (made: Content): Uint8Array => {
  if (made.kind === 'binary') return Buffer.concat([made.bytes, Buffer.from([0])]);
  const text = made.words.map((word) => `the line of number ${word} is this one`).join(made.end);
  return Buffer.from(made.last && made.words.length > 0 ? text + made.end : text);
};

/** The files that are there, links included. */
const present = (root: string): readonly string[] =>
  paths.filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === false);

const place = (root: string, path: string): string | undefined => {
  const file = join(root, path);
  const isFolder = lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  // A file may stand where a folder is needed, and the other way round.
  const blocked = dirname(path)
    .split('/')
    .some((_, index, parts) => present(root).includes(parts.slice(0, index + 1).join('/')));
  if (isFolder || blocked) return undefined;
  mkdirSync(dirname(file), { recursive: true });
  return file;
};

const edits: { readonly [Name in Operation['do']]: (file: string, root: string, operation: Operation) => void } = {
  write: (_, root, operation) => {
    if (operation.do !== 'write') return;
    const file = place(root, paths[operation.at] ?? '');
    if (file === undefined) return;
    rmSync(file, { force: true });
    writeFileSync(file, bytesOf(operation.content));
  },
  edit: (file, _, operation) => {
    if (operation.do !== 'edit' || lstatSync(file).isSymbolicLink()) return;
    const rows = readFileSync(file, 'latin1').split('\n');
    const from = operation.line % (rows.length + 1);
    rows.splice(from, operation.cut, ...operation.words.map((word) => `new ${word}`));
    writeFileSync(file, rows.join('\n'), 'latin1');
  },
  rename: (file, root, operation) => {
    if (operation.do !== 'rename') return;
    const target = place(root, paths[operation.to] ?? '');
    if (target === undefined || target === file) return;
    renameSync(file, target);
    if (operation.touch && !lstatSync(target).isSymbolicLink()) writeFileSync(target, 'one more line\n', { flag: 'a' });
  },
  delete: (file) => rmSync(file),
  chmod: (file) => {
    const found = lstatSync(file);
    if (!found.isSymbolicLink()) chmodSync(file, found.mode ^ 0o111);
  },
  link: (file) => {
    rmSync(file);
    symlinkSync('nowhere/at all', file);
  },
  terminate: (file) => {
    if (!lstatSync(file).isSymbolicLink()) writeFileSync(file, '\n', { flag: 'a' });
  },
};

/** Does it all to the files of a folder, one after the other. */
export const apply = (root: string, operations: readonly Operation[]): void => {
  for (const operation of operations) {
    const files = present(root);
    const chosen = files[operation.at % Math.max(files.length, 1)];
    if (chosen !== undefined || operation.do === 'write') {
      edits[operation.do](join(root, chosen ?? ''), root, operation);
    }
  }
};
