import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Family, Place } from './injected.ts';

/** Real code that faults are put into. */
export interface Host {
  readonly name: string;
  readonly text: string;
}

// Of the standard library. None has an `__all__`, which would say that what is put in is not for others.
const modules = [
  'ast.py',
  'concurrent/futures/_base.py',
  'email/_header_value_parser.py',
  'json/tool.py',
  'logging/config.py',
  'logging/handlers.py',
  're/_parser.py',
  'stringprep.py',
  'unittest/util.py',
  'wsgiref/headers.py',
  'xml/dom/minidom.py',
];

const scripts = ['picomatch/lib/parse.js', 'commander/lib/option.js', 'yaml/dist/stringify/foldFlowLines.js'];
const typed = ['ajv/lib/compile/rules.ts', 'ajv/lib/compile/names.ts'];

const installed = (path: string): Host => ({
  name: path.replaceAll('/', '_'),
  text: readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url), 'utf8'),
});

/** The hosts of each language. Throws where there is no Python: what is not tried out did not pass. */
export const openHosts = (): Readonly<Record<Family['language'], readonly Host[]>> => {
  const root = execFileSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
  return {
    python: modules.map((path) => ({
      name: path.replaceAll('/', '_'),
      text: readFileSync(`${root.trim()}/${path}`, 'utf8'),
    })),
    javascript: scripts.map(installed),
    typescript: typed.map(installed),
  };
};

const indented = (text: string, indent: string): string => text.replaceAll(/^(?=.)/gm, indent);

const method = /^ {4}def \w+\(self.*\):$/;

/** Where the body of the first method without documentation begins, and how far it is indented. */
const findMethod = (lines: readonly string[]): readonly [index: number, indent: string] | undefined => {
  for (const [index, line] of lines.entries()) {
    const [, indent, code = ''] = /^(\s+)(\S.*)$/.exec(lines[index + 1] ?? '') ?? [];
    if (method.test(line) && indent !== undefined && !/^[rRbB]?["'*]/.test(code)) return [index + 1, indent];
  }
  return undefined;
};

const insert = (lines: readonly string[], at: number, text: string): string =>
  [...lines.slice(0, at), text, ...lines.slice(at)].join('\n');

const intoPython = (host: string, text: string, place: Place): string => {
  const lines = host.split('\n');
  if (place === 'end') return `${host.trimEnd()}\n\n\n${text}\n`;
  if (place === 'top') {
    const first = lines.findIndex((line) => /^(?:class|def|@)/.test(line));
    return insert(lines, first, `${text}\n\n`);
  }
  if (place === 'try') {
    const guarded = `try:\n${indented(text, '    ')}\nexcept ValueError:\n    raise`;
    return `${host.trimEnd()}\n\n\ndef injected(self, user):\n${indented(guarded, '    ')}\n`;
  }
  if (place === 'method') {
    const found = findMethod(lines);
    if (found !== undefined) return insert(lines, found[0], indented(text, found[1]));
    return `${host.trimEnd()}\n\n\nclass Injected:\n    def run(self, user):\n${indented(text, '        ')}\n`;
  }
  const wrapped = `def injected(user):\n    def inner(self):\n${indented(text, '        ')}\n\n    return inner`;
  return `${host.trimEnd()}\n\n\n${wrapped}\n`;
};

const intoScript = (host: string, text: string, place: Place): string => {
  if (place === 'top') return `${text}\n${host}`;
  if (place === 'end') return `${host.trimEnd()}\n${text}\n`;
  return `${host.trimEnd()}\nfunction injected(user, logger) {\n  if (user) {\n${indented(text, '    ')}\n  }\n}\n`;
};

/** The text of a host with another one put in. */
export const putInto = (language: Family['language'], host: string, text: string, place: Place): string =>
  (language === 'python' ? intoPython : intoScript)(host, text, place);
