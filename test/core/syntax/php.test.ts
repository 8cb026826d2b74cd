import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFunctions } from '#core';
import { loadParsers } from '#repo';
import { tellEntity } from './snippet.ts';

const read = readFunctions(await loadParsers(['php']));
const tell = (text: string): readonly string[] | undefined => read('a.php', text)?.functions.map(tellEntity);

/** The complexity of a function with that body; what is told to have counted towards it must come to the same. */
const complexityOf = (body: string): number => {
  const found = read('a.php', `<?php function f() { ${body} }`, { steps: true })?.functions[0];
  const complexity = (found?.steps ?? []).reduce((sum, { adds }) => sum + adds, 1);
  assert.equal(found?.complexity, complexity, body);
  return complexity;
};
const flawOf = (text: string): number | undefined => read('a.php', text)?.flaw?.line;

describe('functions of a PHP text', () => {
  it('are those of PDepend: every decision counts', () => {
    const decisions: readonly (readonly [body: string, complexity: number])[] = [
      ['if (1) {} elseif (2) {} else if (3) {} else {}', 4],
      ['if (1): elseif (2): else: endif; while (1): endwhile; foreach ($a as $b): endforeach;', 5],
      ['for (;;) {} foreach ($a as $b => [$c]) {} while (1) {} do {} while (1);', 5],
      ['try {} catch (A | B $e) {} catch (C) {} finally { if (1) {} }', 4],
      ['switch (1) { case 1: case 2; default: } switch (1): case 1: endswitch;', 4],
      ['$a ? 1 : 2; $a ?: 3; $a ?? 4; $a ??= 5; $a?->b;', 3],
      ['1 && 2 || 3; $a = 1 and 2 OR 3; 1 xor 2;', 5],
      ['return match (true) { 1, 2 => 3, 4 && 5 => 6 ? 7 : 8, default => throw new E };', 3],
      ['IF (1) {} Foreach ($a AS $b) {}', 3],
      ['$g = function ($x = 1 ?: 2) { if (1) {} }; $h = fn ($y) => static fn () => $y || 3;', 3],
      ['return "a {$b->f($c && $d)} ${e} $b->class $b[0]" . \'if (1 && 2)\';', 2],
      ["return <<<X\n  {$a[1 ? 2 : 3]} if (1)\n  X . <<<'Y'\n{$a && $b}\nY;", 2],
      ['if (1) { ?> <b>if (2) && </b> <?= 1 && 2 ?> <?php } # if (3)\n // if (4)\n', 3],
      ['static $a = 1 ?: 2; new #[A(1 || 2)] class(1 && 2) { public $b = 1 ?: 2; };', 2],
      ['new class { function g() { if (1) {} $h = function () { if (2) {} }; } };', 1],
    ];
    for (const [body, complexity] of decisions) assert.equal(complexityOf(body), complexity, body);
  });

  it('are functions and the methods of classes, traits and enums', () => {
    assert.deepEqual(
      tell(`<p><?php
abstract class A {
  const B = 1 && 2;
  #[C(1 || 2)]
  final public
  static function f($a = 1 ?: 2) { if (1) {} }
  abstract function none();
}
interface I { function f(); }
trait T { function f() { if (1) {} } abstract function g(); }
enum E: int { case F = 1; function f() { if (1) {} } }
$x = new class { function f() { if (1) {} } };
if (!function_exists('g')) { function &g() { if (1) {} } }
?></p><?php function h() {}
`),
      [
        'A::f 5:3-6 = 2',
        'A::none 7:3-7 = 1',
        'T::f 10:11-10 = 2',
        'T::g 10:38-10 = 1',
        'E::f 11:27-11 = 2',
        'g 13:30-13 = 2',
        'h 14:13-14 = 1',
      ],
    );
  });

  it('count functions and classes within them each on their own', () => {
    assert.deepEqual(
      tell(`<?php
function f() {
  function g() { if (1) {} }
  class A { const B = 1 && 2; function h() { if (1) {} } }
  new class { function i() { function j() { if (1) {} } } };
}
`),
      ['f 2:1-6 = 1', 'g 3:3-3 = 2', 'A::h 4:31-4 = 2', 'j 5:30-5 = 2'],
    );
  });

  it('tell what counted, in the order of the text', () => {
    const reading = read('a.php', '<?php\nfunction f() {\n  if ($a and $b) {} elseif (1) {}\n}\n', { steps: true });
    assert.deepEqual(reading?.functions[0]?.steps, [
      { line: 3, column: 3, what: 'if', adds: 1 },
      { line: 3, column: 10, what: 'and', adds: 1 },
      { line: 3, column: 21, what: 'elseif', adds: 1 },
    ]);
  });

  it('are read in texts that the grammar alone cannot read', () => {
    const texts = [
      '<?php function f() { if (1) {} return "$a->class $b?->for {$a->list}"; }',
      '#!/usr/bin/php\n<?php function f() { if (1) {} }',
      '<?xml version="1.0"?>\n<?php function f() { if (1) {} }',
      '<?php function f() { $a = clone $b = clone $c; if (1) {} }',
      '<?php function f() { list(, $a) = $b; if (1) {} }',
      '<?php class A { use B, C, D { B::b insteadof C, D; c as protected; } function f() { if (1) {} } }',
      '<?php readonly class A { public string $a { get => $this->b ?: 1; } function f() { if (1) {} } }',
    ];
    for (const text of texts) {
      assert.deepEqual(
        read('a.php', text)?.functions.map(({ complexity }) => complexity),
        [2],
        text,
      );
      assert.equal(flawOf(text), undefined, text);
    }
    assert.deepEqual(tell('<?php function readonly($a) {}'), ['readonly 1:7-1 = 1']);
  });

  it('come with the first flaw of a text that does not parse', () => {
    const text = '<?php\nfunction f() {\n  if ($a {}\n}\nfunction g() { if (1) {} }\n';
    assert.equal(flawOf(text), 3);
    assert.ok(tell(text)?.includes('g 5:1-5 = 2'));
  });
});
