import type { ImportFact } from '../facts.ts';
import { folderOf, isPython } from './resolve-import.ts';

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('.');

/**
 * A relative module of Python as it is called from outside: `..models` in `core/agents/a.py` is `core.models`. A file below
 * `src` or `lib` may be called by a name without that folder. Others are what they are.
 */
export const fullModules = (module: string, from: string): readonly string[] => {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  if (dots === 0 || !isPython(from)) return [module.replace(/^node:/, '')];
  const folders = folderOf(from).split('/').filter(Boolean);
  if (folders.length < dots - 1) return [];
  const around = folders.slice(0, folders.length - dots + 1);
  const roots = /^(?:src|lib)$/.test(around[0] ?? '') ? [around, around.slice(1)] : [around];
  return roots.map((root) => joined(...root, module.slice(dots)));
};

/**
 * The modules that an import may mean, most of it first. `from core.models import router` takes a module `router` or a name
 * of `core.models`. Relative paths of JavaScript are no names.
 */
export const namesOfImport = (
  { module, name }: Pick<ImportFact, 'module' | 'name'>,
  from: string,
): readonly string[] => {
  if (!isPython(from)) return /^[./]/.test(module) ? [] : fullModules(module, from);
  return fullModules(module, from).flatMap((full) => (name === undefined ? [full] : [joined(full, name), full]));
};

/**
 * A test for a module by a name with `*` in it for any part: `core.models.*`, `@aws-sdk/*`. A name covers what lies below
 * it: `requests` covers `requests.adapters`, and not `requests_mock`.
 */
export const coversModule = (pattern: string, from: string): ((module: string) => boolean) => {
  const separator = isPython(from) ? '.' : '/';
  const source = pattern
    .replace(/^node:/, '')
    .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
    .replaceAll('*', `[^${separator}]*`);
  const test = new RegExp(`^${source}(?:[${separator}]|$)`);
  return (module) => test.test(module);
};
