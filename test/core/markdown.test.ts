import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { headingsOf, sectionOf } from '../../src/core/markdown/markdown.ts';
import { processorTime } from '../processor-time.ts';

const outline = (text: string): readonly string[] =>
  headingsOf(text).map(({ level, text: title }) => `${level} ${title}`);
const body = (text: string, anchor: string): string | undefined => {
  const section = sectionOf(text, anchor);
  return section.ok ? section.value.text : undefined;
};
const nearest = (text: string, anchor: string): string | undefined => {
  const section = sectionOf(text, anchor);
  return section.ok ? undefined : section.error.nearest?.text;
};

const spec = [
  '---',
  'title: Product',
  '---',
  '# Product Spec',
  'Intro.',
  '## 6) Complexity Budget & Drift Checks',
  'Six.',
  '### Automated *Drift* Scans',
  'Scans.',
  '## “Guardrails”',
  'No drift.',
  '```md',
  '## Not a heading',
  '```',
  'Still guardrails.',
  '## Roles',
  'Mike.',
  '',
].join('\n');

const part = (index: number): string =>
  `## Part ${index}\n\n- item [x](y)\n  - nested\n    \`\`\`\n    # not ${index}\n    \`\`\`\n\n\`\`\`sh\n# shell ${index}\n\n# more\n\`\`\`\n\n> quote\n> # quoted\n\n${'word '.repeat(50)}\n\n`;

describe('reading the headings of a Markdown text', () => {
  it('reads ATX and Setext headings without their markup', () => {
    assert.deepEqual(outline('# One `code` [link](x) #\n\nTwo *em*\n===\n\nThree\n---\n\n####### seven\n#no\n'), [
      '1 One code link',
      '1 Two em',
      '2 Three',
    ]);
  });

  it('takes no line of code, comment, front matter, list or quote for a heading', () => {
    const text = [
      '+++\n# toml\n+++',
      '~~~\n# tilde\n~~~',
      '```sh\n# shell\n```',
      '    # indented',
      '<!--\n# comment\n-->',
      '<pre>\n\n# pre\n\n</pre>',
      '- item\n\n  # in a list',
      '> # in a quote',
      '# Real',
    ].join('\n\n');
    assert.deepEqual(outline(text), ['1 Real']);
  });

  it('blanks out front matter only at the very top', () => {
    assert.deepEqual(outline('---\ntitle: x\n---\n# A\n'), ['1 A']);
    assert.deepEqual(outline('\uFEFF---\ntitle: x\n---\n# A\n'), ['1 A']);
    assert.deepEqual(outline('text\n\n---\ntitle: x\n---\n'), ['2 title: x']);
  });

  it('reads headings written in HTML', () => {
    assert.deepEqual(outline('<h1 align="center">The <b>Name</b></h1>\n\n## Two\n'), ['1 The Name', '2 Two']);
  });

  it('gives slugs and lines as GitHub does, equal ones numbered', () => {
    const text = '# Über uns!\n\n> ## Notes\n\n## Notes\r\n\r\n## Notes\n';
    assert.deepEqual(
      headingsOf(text).map(({ slug, line }) => [slug, line]),
      [
        ['über-uns', 1],
        ['notes-1', 5],
        ['notes-2', 7],
      ],
    );
  });

  it('keeps offsets right with line breaks of every system', () => {
    for (const line of ['\n', '\r\n', '\r']) {
      const text = ['---', 'a: 1', '---', '# One', '', 'Two', '---', '```', '# no', '```', '## Three'].join(line);
      assert.deepEqual(
        headingsOf(text).map(({ start, text: title, line: number }) => [text.slice(start, start + 3), title, number]),
        [
          ['# O', 'One', 4],
          ['Two', 'Two', 6],
          ['## ', 'Three', 11],
        ],
      );
    }
  });

  it('finds the same headings in a long document as in its parts', () => {
    const text = Array.from({ length: 400 }, (_, index) => part(index)).join('');
    assert.deepEqual(
      outline(text),
      Array.from({ length: 400 }, (_, index) => `2 Part ${index}`),
    );
  });

  it('keeps a fence closed that is longer than any piece, and one that never ends', () => {
    const shell = '```sh\n' + '# comment\n\necho\n\n'.repeat(3_000) + '```\n\n';
    assert.deepEqual(outline(`# A\n\n${shell}# B\n`), ['1 A', '1 B']);
    assert.deepEqual(outline(`# A\n\n${shell.slice(0, -5)}\n\n# B\n`), ['1 A']);
  });

  it('gets through texts that are slow to parse', () => {
    for (const unit of ['- a\n  - b\n', '> ', 'a**b', '[', '- a #1\n', '# h\n', '<!-- ', '```\n', '* # x\n  ']) {
      const started = processorTime();
      headingsOf(unit.repeat(200_000 / unit.length));
      assert.ok(processorTime() - started < 15_000, `${unit}: ${processorTime() - started} ms`);
    }
  }).timeout(120_000);

  it('never fails on any text, and points at places inside it', () => {
    const pieces = fc.constantFrom(
      '# ',
      '\n',
      '---\n',
      '```\n',
      '> ',
      '- ',
      '<a id="x">',
      '{#y}',
      'text',
      '\r\n',
      '    ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let last = -1;
        for (const { start, line, level } of headingsOf(text)) {
          assert.ok(start > last && start < text.length);
          assert.ok(line >= 1 && line <= text.split(/\r\n|\r|\n/).length);
          assert.ok(level >= 1 && level <= 6);
          last = start;
        }
      }),
    );
  });
});

describe('finding the section of an anchor', () => {
  for (const anchor of [
    'guardrails',
    'Guardrails',
    '#guardrails',
    '§Guardrails',
    '§ "guardrails"',
    '“Guardrails”',
    "'GUARDRAILS'",
  ])
    it(`finds it by ${anchor}`, () => {
      assert.match(body(spec, anchor) ?? '', /^## “Guardrails”\nNo drift\.[\s\S]*Still guardrails\.\n$/);
    });

  it('finds a numbered heading by number, by name, by both and by slug', () => {
    for (const anchor of [
      '§6',
      '6',
      '6)',
      'Complexity Budget & Drift Checks',
      '6) complexity budget & drift checks',
      '6-complexity-budget--drift-checks',
    ])
      assert.match(body(spec, anchor) ?? '', /^## 6\) Complexity[\s\S]*Scans\.\n$/, anchor);
  });

  it('ends a section at the next heading of the same or a higher level', () => {
    assert.equal(body(spec, 'automated-drift-scans'), '### Automated *Drift* Scans\nScans.\n');
    assert.equal(body(spec, 'Roles'), '## Roles\nMike.\n');
    assert.equal(body(spec, 'product-spec')?.length, spec.length - spec.indexOf('# Product'));
  });

  it('finds anchors their author gave: in a heading, before one, inside a section', () => {
    const text =
      '## One <a id="first"></a>\n\n<a name="second"></a>\n\n## Two\n\n## Three {#third}\n\nmore <a id="within"></a> text\n';
    assert.match(body(text, 'first') ?? '', /^## One/);
    assert.match(body(text, 'second') ?? '', /^## Two/);
    assert.match(body(text, '#third') ?? '', /^## Three/);
    assert.match(body(text, 'within') ?? '', /^## Three/);
    assert.deepEqual(outline(text), ['2 One', '2 Two', '2 Three']);
  });

  it('tells equal headings apart by the number of their slug', () => {
    assert.match(body('## A\none\n## A\ntwo\n', 'a-1') ?? '', /two/);
    assert.match(body('## A\none\n## A\ntwo\n', 'a') ?? '', /one/);
  });

  it('reads an anchor copied from an address', () => {
    assert.match(body('## Café Größe\nx\n', '#caf%C3%A9-gr%C3%B6%C3%9Fe') ?? '', /^## Café/);
    assert.equal(body('## A\n', '%E0%A4%A'), undefined);
  });

  it('names the nearest heading for a dead anchor, and none where there are none', () => {
    assert.equal(nearest(spec, 'guardrail'), '“Guardrails”');
    assert.equal(nearest(spec, 'Rolls'), 'Roles');
    assert.equal(nearest('Two\nlines\n===\n', 'lines'), 'Two lines');
    assert.equal(nearest('no headings here\n', 'x'), undefined);
    assert.equal(body('## A\n', ''), undefined);
    assert.equal(body('## A\n', '#'), undefined);
  });
});
