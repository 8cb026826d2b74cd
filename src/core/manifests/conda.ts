import { unread, type Finds } from './find.ts';
import { listedRequirement } from './pep508.ts';
import { each, entriesOf, itemsOf, partOf, readItems, textOf, type Tree } from './tree.ts';

// `channel::name=1.2=build`, `name >=1.2`.
const form = /^(?:\S+::)?([\w.-]+)\s*(?:[=<>!~\s[].*)?$/s;

const condaPackage = (item: Tree): Finds => {
  if (item.kind === 'map')
    return each(entriesOf(item), ({ key, at, value }) =>
      key === 'pip'
        ? each(itemsOf(value), (line) =>
            /^\s*-/.test(textOf(line) ?? '') ? pipOption(line) : listedRequirement('runtime')(line),
          )
        : [unread(at, 'Only pip has packages of its own in a conda environment.')],
    );
  const name = item.kind === 'text' ? form.exec(item.text)?.[1] : undefined;
  if (item.kind !== 'text' || name === undefined) return [unread(item.at, 'This is not a package as conda names it.')];
  const start = item.text.indexOf(name, item.text.indexOf('::') + 1);
  const requirement = item.text.slice(start + name.length).trim();
  return name === 'python' || name === 'pip'
    ? []
    : [{ name: name.toLowerCase(), at: partOf(item, start, start + name.length), group: 'runtime', requirement }];
};

const pipOption = (line: Tree): Finds =>
  /^\s*(?:-r|-c|--requirement|--constraint|-e|--editable)/.test(textOf(line) ?? '')
    ? [unread(line.at, 'What this option takes in is not read.')]
    : [];

/** Reads environment.yml of conda, with what it has pip install. `python` and `pip` themselves are the environment. */
export const readCondaEnvironment = (tree: Tree): Finds => readItems(tree, 'dependencies', condaPackage);
