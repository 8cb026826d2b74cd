import { splitDescriptor } from './npm-manifest.ts';
import { unread, type Finds } from './find.ts';
import { readEntries, textOf, type Entry, type Tree } from './tree.ts';

const imported = ({ key, at, value }: Entry): Finds => {
  const target = textOf(value);
  if (target === undefined) return [unread(value.at, `What ${JSON.stringify(key)} stands for is not a text.`)];
  const [, registry = '', descriptor = ''] = /^(npm|jsr):\/?(.+)$/.exec(target) ?? [];
  if (registry !== '') {
    const [name, rest] = splitDescriptor(descriptor);
    const requirement = rest.replace(/\/.*$/, '');
    return [{ name: `${registry}:${name}`, at, group: 'runtime', requirement }];
  }
  if (!/^https?:\/\//.test(target)) return [];
  // A version stands within an address: `https://…/std@0.224.0/path/mod.ts`.
  const [, address = '', requirement = ''] = /^(https?:\/\/[^@\s]+)(?:@([^/]+))?/.exec(target) ?? [];
  return [{ name: address, at, group: 'runtime', requirement, origin: 'address' }];
};

/** Reads deno.json and import_map.json: the packages and addresses that imports stand for. */
export function* readDeno(tree: Tree): Finds {
  yield* readEntries(tree, 'imports', imported);
  yield* readEntries(tree, 'scopes.*', imported);
}
