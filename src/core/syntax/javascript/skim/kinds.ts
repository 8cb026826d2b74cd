/*
 * What the skim tells tokens apart by. The order matters: keywords come last, the reserved ones first; a word behind those
 * may be a name.
 */

const numbers = {
  end: 0,
  name: 1,
  privateName: 2,
  number: 3,
  string: 4,
  /** A template without holes, and the part of one before its first hole. */
  template: 5,
  templateHead: 6,
  at: 7,
  openBrace: 8,
  closeBrace: 9,
  open: 10,
  close: 11,
  openBracket: 12,
  closeBracket: 13,
  dot: 14,
  dots: 15,
  semicolon: 16,
  comma: 17,
  lessSlash: 18,
  arrow: 19,
  optional: 20,
  question: 21,
  colon: 22,
  equals: 23,
  /** `&&=`, `||=`, `??=`; then every other assignment, but `/=`, which may begin a regular expression. */
  logicalAssignment: 24,
  assignment: 25,
  slashAssignment: 26,
  exclamation: 27,
  tilde: 28,
  plusPlus: 29,
  minusMinus: 30,
  less: 31,
  greater: 32,
  coalesce: 33,
  or: 34,
  and: 35,
  bar: 36,
  ampersand: 37,
  plus: 38,
  minus: 39,
  star: 40,
  slash: 41,
  power: 42,
  shiftLeft: 43,
  /** Any other operator between two values. */
  operator: 44,

  break: 50,
  case: 51,
  catch: 52,
  class: 53,
  const: 54,
  continue: 55,
  debugger: 56,
  default: 57,
  delete: 58,
  do: 59,
  else: 60,
  enum: 61,
  export: 62,
  extends: 63,
  false: 64,
  finally: 65,
  for: 66,
  function: 67,
  if: 68,
  import: 69,
  in: 70,
  instanceof: 71,
  new: 72,
  null: 73,
  return: 74,
  super: 75,
  switch: 76,
  this: 77,
  throw: 78,
  true: 79,
  try: 80,
  typeof: 81,
  var: 82,
  void: 83,
  while: 84,
  with: 85,

  abstract: 90,
  accessor: 91,
  as: 92,
  asserts: 93,
  async: 94,
  await: 95,
  constructor: 96,
  declare: 97,
  from: 98,
  get: 99,
  global: 100,
  implements: 101,
  infer: 102,
  interface: 103,
  is: 104,
  keyof: 105,
  let: 106,
  module: 107,
  namespace: 108,
  of: 109,
  out: 110,
  override: 111,
  private: 112,
  protected: 113,
  public: 114,
  readonly: 115,
  require: 116,
  satisfies: 117,
  set: 118,
  static: 119,
  type: 120,
  unique: 121,
  yield: 122,
} as const;

/** Kinds of tokens. Mere numbers for the compiler, which cannot know that a token is another one after a step. */
export const kinds: Readonly<Record<keyof typeof numbers, number>> = numbers;

/** How many kinds there may be. */
const mostKinds = 128;

const firstWord = kinds.break;
const firstContextual = kinds.abstract;

/** True for a word, reserved or not. */
export const isWord = (kind: number): boolean => kind === kinds.name || kind >= firstWord;

/** True for a word that may be a name; whether `await` and `yield` may, depends on where they stand. */
export const isNameLike = (kind: number): boolean => kind === kinds.name || kind >= firstContextual;

/** A table of kinds. */
export const tableOf = (members: readonly number[]): Uint8Array => {
  const table = new Uint8Array(mostKinds);
  for (const member of members) table[member] = 1;
  return table;
};

/** What stands between two values, assignments aside. */
export const binaryOperators = tableOf([
  kinds.less,
  kinds.greater,
  kinds.coalesce,
  kinds.or,
  kinds.and,
  kinds.bar,
  kinds.ampersand,
  kinds.plus,
  kinds.minus,
  kinds.star,
  kinds.slash,
  kinds.power,
  kinds.shiftLeft,
  kinds.operator,
  kinds.in,
  kinds.instanceof,
  kinds.as,
  kinds.satisfies,
]);

export const shortCircuits = tableOf([kinds.coalesce, kinds.or, kinds.and]);

export const assignments = tableOf([kinds.equals, kinds.logicalAssignment, kinds.assignment, kinds.slashAssignment]);

/** What an expression may begin with; a binary operator counts as one, as in TypeScript's parser. */
export const expressionStarts = new Uint8Array(mostKinds);
for (let kind = 0; kind < mostKinds; kind++)
  if (binaryOperators[kind] === 1 || isNameLike(kind)) expressionStarts[kind] = 1;
for (const kind of [
  kinds.this,
  kinds.super,
  kinds.null,
  kinds.true,
  kinds.false,
  kinds.number,
  kinds.string,
  kinds.template,
  kinds.templateHead,
  kinds.open,
  kinds.openBracket,
  kinds.openBrace,
  kinds.function,
  kinds.class,
  kinds.new,
  kinds.slashAssignment,
  kinds.import,
  kinds.tilde,
  kinds.exclamation,
  kinds.delete,
  kinds.typeof,
  kinds.void,
  kinds.plusPlus,
  kinds.minusMinus,
  kinds.privateName,
  kinds.at,
])
  expressionStarts[kind] = 1;

export const modifiers = tableOf([
  kinds.abstract,
  kinds.accessor,
  kinds.async,
  kinds.const,
  kinds.declare,
  kinds.default,
  kinds.export,
  kinds.in,
  kinds.public,
  kinds.override,
  kinds.private,
  kinds.protected,
  kinds.readonly,
  kinds.static,
  kinds.out,
]);
