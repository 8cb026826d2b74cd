import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import typescript from 'typescript';
import { parserAlone, takeOut } from '../../scripts/typescript-parser.ts';
import type { TypeScript } from '../../src/core/syntax/javascript/walk.ts';
import { javaScriptSnippets } from '../core/syntax/javascript-snippets.ts';
import { projectRoot } from '../host/places.ts';
import { makeFolder, removeFolders } from '../repo/temporary-repository.ts';

/** Every node of the tree of a text, on a line of its own. */
const treeOf = (parser: TypeScript, path: string, text: string): string => {
  const options = { languageVersion: parser.ScriptTarget.Latest, jsDocParsingMode: parser.JSDocParsingMode.ParseNone };
  const { TSX, TS } = parser.ScriptKind;
  const source = parser.createSourceFile(path, text, options, false, /\.[mc]?ts$/.test(path) ? TS : TSX);
  const told: string[] = [];
  const visit = (node: typescript.Node): void => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    told.push(`${node.kind} ${node.flags} ${node.pos}-${node.end} ${line}:${character} ${node.getChildCount(source)}`);
    parser.forEachChild(node, visit);
  };
  visit(source);
  return told.join('\n');
};

const ourFiles = (folder: string): readonly string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(projectRoot, folder, name));

const wrap = (body: string): string => `var ts = {}; ((module) => {\n${body}\n})({})`;

const shipped = readFileSync(createRequire(import.meta.url).resolve('typescript'), 'utf8');

describe('the parser taken out of TypeScript', function () {
  this.timeout(120_000);
  let alone: TypeScript;
  let size = 0;

  before(async () => {
    const entry = join(projectRoot, 'src/repo/typescript-parser.ts');
    const outfile = join(makeFolder(), 'parser.cjs');
    const options = { bundle: true, platform: 'node', format: 'cjs', minify: true, logLevel: 'silent' } as const;
    await build({ ...options, entryPoints: [entry], outfile, plugins: [parserAlone(entry)] });
    size = readFileSync(outfile).length;
    alone = createRequire(import.meta.url)(outfile) as TypeScript;
  });

  after(removeFolders);

  it('makes the trees that the whole makes, of snippets, of our own files, and of the library of the language', () => {
    const library = ['lib.es5.d.ts', 'lib.dom.iterable.d.ts'].map((name) =>
      createRequire(import.meta.url).resolve(`typescript/lib/${name}`),
    );
    const files = [...['src/core', 'src/repo', 'test/core'].flatMap(ourFiles), ...library];
    assert.ok(files.length > 150, `${files.length} files`);
    const texts = [...javaScriptSnippets, ...files.map((path) => ({ path, text: readFileSync(path, 'utf8') }))];
    for (const { path, text } of texts) assert.equal(treeOf(alone, path, text), treeOf(typescript, path, text), path);
  });

  it('gets through the same broken texts in the same way', () => {
    for (const { path, text } of javaScriptSnippets) {
      for (const end of [0.3, 0.6, 0.9]) {
        const cut = text.slice(0, Math.round(text.length * end));
        assert.equal(treeOf(alone, path, cut), treeOf(typescript, path, cut), cut);
      }
      const mixed = `) } ${text} ( { <`;
      assert.equal(treeOf(alone, path, mixed), treeOf(typescript, path, mixed), mixed);
    }
  });

  it('is a fraction of the whole', () => {
    assert.ok(size < 500_000, `${size} bytes`);
  });
});

describe('taking the parser out of TypeScript', () => {
  const refusals: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['a file that is no function', 'var ts = {};\nfunction parse() {}\n', /not one function any more/],
    ['a statement of a new shape', 'for (;;) {}', /line 2: a statement of a new shape \(ForStatement\)/],
    ['a call with an unknown effect', 'change(parse);', /line 2: a statement of a new shape/],
    ['a condition nobody has read', 'if (parse) parse();', /line 2: a statement of a new shape/],
    ['an assignment at the top', 'parse = 1;', /line 2: a statement of a new shape/],
    [
      'messages that are passed around',
      'var Diagnostics = {}; function parse() { f(Diagnostics); }',
      /used as a whole/,
    ],
    ['a name that is not there', 'function other() {}', /typescript\.js has no parse\./],
  ];
  for (const [what, text, message] of refusals)
    it(`fails on ${what}`, () =>
      assert.throws(() => takeOut(text.startsWith('var ts') ? text : wrap(text), ['parse']), message));

  it('keeps what is used, fills or is asked for, and nothing else', () => {
    const text = takeOut(
      wrap(`
        var used = 1; var unused = 2; var Space; ((Space2) => { Space2.go = helper; })(Space || (Space = {}));
        var Diagnostics = { one: 1, two: 2 };
        var _Class = class {}; _Class.zero = new _Class();
        function helper() {} function parse(a) { return Space.go(a.unused, { unused: used }, Diagnostics.two, _Class); }
        registerCodeFix({ unused });`),
      ['parse'],
    );
    for (const kept of [
      'var used',
      'var Space',
      'Space2.go',
      'function helper',
      'two: 2',
      '_Class.zero',
      'export { parse }',
    ])
      assert.ok(text.includes(kept), kept);
    for (const left of ['var unused', 'one: 1', 'registerCodeFix']) assert.ok(!text.includes(left), left);
  });

  it('is told the shape of the file that is installed', () => {
    assert.throws(() => takeOut(shipped, ['noSuchName']), /typescript\.js has no noSuchName\./);
  });
});
