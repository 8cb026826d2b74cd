import type { Facts } from '../facts.ts';
import {
  entriesOf,
  finish,
  openBlock,
  outermost,
  put,
  standing,
  startGathering,
  withHoles,
  writtenIn,
} from '../facts/gather.ts';
import { present } from '../../present.ts';
import { placesOf } from '../facts/places.ts';
import { openScope } from '../facts/scopes.ts';
import { entered, noteYield, walkFrom } from '../facts/walk.ts';
import { bindOuter, visitAssignment, visitFromImport, visitImport, visitString } from './bindings.ts';
import { foldedString, noteUse, plainText, pushChain, valueChain, visitUse, type PythonWalk } from './chains.ts';
import { visitClass, visitDecorated, visitFunction, visitLambda } from './definitions.ts';
import {
  inBlocks,
  visitAs,
  visitClassPattern,
  visitDelete,
  visitDottedName,
  visitExit,
  visitFor,
  visitForIn,
  visitJump,
  visitNamed,
  visitNamesBound,
  visitWith,
  visitWithItem,
  type Visit,
} from './statements.ts';
import { isSum, stringIn } from './string-parts.ts';
import { visitConditional, visitLogic, visitNot } from './logic.ts';
import { literalOf } from './literals.ts';
import { childOf, type PythonNode, type PythonTree } from './tree.ts';

const pushChildren: Visit = (walk, { children }, spot) => {
  for (const child of children) walk.push(child, spot);
};

const visitTested: Visit = (walk, node, spot) => pushChildren(walk, node, { ...spot, tested: true }, {});

const comprehended: Visit = (walk, node, spot) =>
  pushChildren(walk, node, { ...spot, scope: openScope('block', spot.scope) }, {});

const visitName: Visit = (walk, node, spot, role) => {
  noteUse(walk, node, spot, 'read', role);
};

const visitChain: Visit = (walk, node, spot, role) => {
  noteUse(walk, node, spot, 'read', role);
  pushChain(walk, node, spot);
};

const visitCall: Visit = (walk, node, spot, role) => {
  if (!visitString(walk, node, spot)) visitUse(walk, node, spot, role);
};

const visitSum: Visit = (walk, node, spot, role) => {
  if (!isSum(node)) pushChildren(walk, node, spot, role);
  else if (role.told || !visitString(walk, node, spot)) {
    for (const child of node.children) walk.push(child, spot, { told: true });
  }
};

const visitText: Visit = (walk, node, spot) => {
  visitString(walk, node, spot);
};

/** A string that is a statement of its own documents what it stands in. */
const visitStatement: Visit = (walk, node, spot, role) => {
  const [only, ...more] = node.children;
  const isString = only?.type === 'string' || only?.type === 'concatenated_string';
  if (isString && more.length === 0) visitString(walk, only, spot, true);
  else if (more.length === 0) walk.push(only, spot, { alone: true });
  else pushChildren(walk, node, spot, role);
};

const visitDictionary: Visit = (walk, node, spot, { hint, returned }) => {
  const pairs = node.children.filter(({ type }) => type === 'pair');
  const keys = pairs.map((pair) => plainText(walk, childOf(pair, 'key')));
  const byKey = <Told>(read: (value: PythonNode) => Told | undefined) =>
    entriesOf(
      pairs.map((pair, index) => [keys[index], childOf(pair, 'value')] as const),
      read,
    );
  put(walk.objects, {
    keys: keys.filter((key) => key !== undefined),
    open: pairs.length < node.children.length || keys.includes(undefined),
    ...present(
      'literals',
      byKey((value) => literalOf(walk.text, value)),
    ),
    ...present(
      'names',
      byKey((value) => writtenIn(walk, valueChain(walk, value, spot))),
    ),
    ...present(
      'filled',
      byKey((value) => withHoles(foldedString(walk, stringIn(walk.text, value))?.parts)),
    ),
    ...(hint === undefined ? {} : { name: hint }),
    ...(returned === undefined ? {} : { returnedFrom: returned }),
    ...standing(walk, node, spot),
  });
  pushChildren(walk, node, spot, {});
};

const visitAwait: Visit = (walk, node, spot, role) => visitGroup(walk, node, spot, { ...role, awaited: true });

const visitGroup: Visit = (walk, { children }, spot, role) => {
  for (const child of children) walk.push(child, spot, role);
};

const visitYield: Visit = (walk, node, spot, role) => {
  noteYield(walk, node, spot, role);
  pushChildren(walk, node, spot, {});
};

const visitValue: Visit = (walk, node, spot) => walk.push(childOf(node, 'value') ?? node.children.at(-1), spot);

const visits: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ['import_statement', visitImport],
  ['import_from_statement', visitFromImport],
  ['future_import_statement', visitFromImport],
  ['function_definition', visitFunction],
  ['lambda', visitLambda],
  ['class_definition', visitClass],
  ['decorated_definition', visitDecorated],
  ['assignment', visitAssignment],
  ['augmented_assignment', visitAssignment],
  ['named_expression', visitNamed],
  ['as_pattern', visitAs],
  ['for_statement', visitFor],
  ['for_in_clause', visitForIn],
  ['list_comprehension', comprehended],
  ['set_comprehension', comprehended],
  ['dictionary_comprehension', comprehended],
  ['generator_expression', comprehended],
  ['comparison_operator', visitTested],
  ['if_clause', visitTested],
  ['global_statement', bindOuter],
  ['nonlocal_statement', bindOuter],
  ['delete_statement', visitDelete],
  ['identifier', visitName],
  ['attribute', visitChain],
  ['subscript', visitChain],
  ['call', visitCall],
  ['keyword_argument', visitValue],
  ['keyword_pattern', visitValue],
  ['binary_operator', visitSum],
  ['string', visitText],
  ['concatenated_string', visitText],
  ['expression_statement', visitStatement],
  ['dictionary', visitDictionary],
  ['return_statement', visitExit('return')],
  ['raise_statement', visitExit('throw')],
  ['parenthesized_expression', visitGroup],
  ['await', visitAwait],
  ['yield', visitYield],
  ['not_operator', visitNot],
  ['boolean_operator', visitLogic],
  ['conditional_expression', visitConditional],
  ['continue_statement', visitJump],
  ['break_statement', visitJump],
  ['dotted_name', visitDottedName],
  ['class_pattern', visitClassPattern],
  ['splat_pattern', visitNamesBound],
  ['if_statement', inBlocks('if', 'condition', 'consequence')],
  ['elif_clause', inBlocks('if', 'condition', 'consequence')],
  ['else_clause', inBlocks('else', '', 'body')],
  ['while_statement', inBlocks('loop', 'condition', 'body')],
  ['try_statement', inBlocks('try', '', 'body')],
  ['except_clause', inBlocks('catch', 'value')],
  ['finally_clause', inBlocks('finally', '')],
  ['with_statement', visitWith],
  ['with_item', visitWithItem],
  ['case_clause', inBlocks('case', 'pattern', 'consequence')],
]);

/** What `__all__` says is let out, where a text has one. */
const withExports = (published: ReadonlySet<string>) => {
  const isListed = (name: string): boolean => published.has(name.split('.')[0] ?? name);
  return <Fact extends { readonly name: string; readonly exported: boolean }>(fact: Fact): Fact => ({
    ...fact,
    exported: published.size === 0 ? fact.exported : published.has(fact.name) || (fact.exported && isListed(fact.name)),
  });
};

/** The facts of a text of Python, from its tree. */
export const pythonFacts = (text: string, { root, comments }: PythonTree): Omit<Facts, 'flaw'> => {
  const gathered = startGathering(text, placesOf(text, /\r\n?|\n/g));
  const walk = walkFrom<PythonNode, PythonWalk>(
    root,
    outermost(),
    (push) => ({ ...gathered, push, dynamicImports: new Map(), folded: new Map(), published: new Set() }),
    (walk, node, spot, role) => {
      const visit = visits.get(node.type) ?? pushChildren;
      if (role.opens === undefined) visit(walk, node, spot, role);
      else visit(walk, node, openBlock(walk, node, spot, role.opens), entered(role));
    },
  );
  for (const { start, end } of comments) {
    walk.comments.push({ text: text.slice(start, end).replace(/^#+!?/, '').trim(), place: walk.placeOf(start, end) });
  }
  const facts = finish(walk);
  const exported = withExports(walk.published);
  return { ...facts, functions: facts.functions.map(exported), classes: facts.classes.map(exported) };
};
