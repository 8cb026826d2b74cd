import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { changeOfSyntax, readFunctions, readLeaves } from '#core';
import { demandSteps, tellEntity, tellStep } from './snippet.ts';

const read = readFunctions({});
const inFunction = (body: string): string => `function f {\n${body}\n}\n`;
const steps = (text: string): readonly string[] =>
  read('a.ps1', text, { steps: true })?.functions.flatMap((entity) => entity.steps?.map(tellStep) ?? []) ?? [];

const bodies: readonly (readonly [what: string, body: string, steps: readonly string[]])[] = [
  ['words that are arguments', 'Write-Host if foreach -and while -or', []],
  ['the alias behind a pipe and the method', '$x | foreach { 1 }; $x |\nforeach { 2 }; $x.foreach({ 3 }); $x.if', []],
  ['ForEach-Object', '1..3 | ForEach-Object { if ($_) { 1 } }', ['if 2:25']],
  ['keys', '@{ if = 1; while = 2\nfor = 3\nc = if ($a) { 1 } elseif ($b) { 2 } }', ['if 4:5', 'elseif 4:19']],
  ['strings in single quotes', "'it''s } if' ; ‘if (“’", []],
  ['strings in double quotes', '"a "" `" } -and" ; "$x if"', []],
  ['code in strings', '"a $(if ($x) { "b $($y -or $z) }" }) }"', ['if 2:6', '-or 2:24']],
  ['here-strings', '@"\n} " $(if ($x) { 1 }) \'\n"@\n@\'\n} $(if\n\'@', ['if 3:7']],
  ['comments', '# } if "\n<# { if\n#> a#b { $b }\n1 # \'', []],
  ['conditions over many lines', 'if ($a `\n -and (Test-It b -and) -OR $c) { 1 }', ['if 2:1', '-and 3:2', '-OR 3:24']],
  ['commands in conditions', 'if (Test-It -and $b) { 1 }', ['if 2:1']],
  ['labels', ':outer foreach ($i in Get-It) { continue outer }', ['foreach 2:8']],
  ['values of statements', '$x = if ($a) { 1 } else { 2 }\n$y +=\nwhile ($b) { 1 }', ['if 2:6', 'while 4:1']],
  ['statements in a row', 'if ($a) { 1 } if ($b) { 2 } do { 1 } while ($c)', ['if 2:1', 'if 2:15', 'do 2:29']],
  ['a while of its own behind a do', 'do { 1 } until ($c); while ($d) { 1 }', ['do 2:1', 'while 2:22']],
  ['names of variables', '${a{ if b}; $env:if; $function:for; @if', []],
  ['signs without spaces', 'if(!$a-and$b){1}else{try{1}catch{2}}', ['if 2:1', '-and 2:7', 'catch 2:28']],
  ['conditions of clauses', 'switch -Regex ($x) { "b$($x)" { 1 } (1+1) { 2 } default { 3 } }', ['"b$( 2:22', '( 2:37']],
  [
    'blocks as conditions of clauses',
    'switch ($x) {\n{ $_ -gt 1 -and $b } { 1 }\nDefault { if ($a) { 1 } } }',
    ['{ 3:1', '-and 3:12', 'if 4:11'],
  ],
  ['what stands right behind parameters', 'param($x) if ($x) { 1 }', ['if 2:11']],
  [
    'the same behind an attribute',
    '[CmdletBinding()] param([int]$x = (1 -band 3)) foreach ($y in $z) {}',
    ['foreach 2:48'],
  ],
  [
    'attributes and parameters over many lines',
    '[CmdletBinding()]\n[OutputType([int])] param\n(\n[Parameter()] $a = $(if ($b) { 1 }),\n$c\n) while ($c) { 1 }',
    ['if 5:22', 'while 7:3'],
  ],
  ['a parameter, an argument or a key of that name', 'Foo param ($x) if; @{ param = 1 }; $o.param(1)', []],
  ['what casts', '[int]$x = if ($a) { 1 }; [if]::for(1); [int](1) -and $b', ['if 2:11', '-and 2:49']],
  ['flow', 'return $a -and $b', ['-and 2:11']],
  ['what goes on behind a stop of parsing', 'cmd --% "{ \n if ($a) { 1 }', ['if 3:2']],
];

describe('functions of a PowerShell text', () => {
  for (const [what, body, said] of bodies) {
    it(`count what decides: ${what}`, () => {
      const text = inFunction(body);
      assert.deepEqual(read('a.ps1', text)?.flaw, undefined);
      assert.deepEqual(steps(text), said);
      demandSteps(read, 'a.ps1', text);
    });
  }

  it('are methods of classes, too', () => {
    const text = `class C : Base {
  [int] $p = (Get-Foo)
  [ValidateNotNull()]
  [int] $r = Foo (1)
  C($x) : base($x) { if ($x) { 1 } }
  hidden static [void] S([int]$a = 3)
  {
    function Inner { if ($x) { 1 } }
    if ($a) { 1 }
  }
}
enum E { If
 For = 2 }
filter global:F { if ($_) { 1 } } function g{if($a){1}if($b){2}}
`;
    assert.deepEqual(read('a.psm1', text)?.functions.map(tellEntity), [
      'C.C 5:3-5 = 2',
      'C.S 6:3-10 = 2',
      'C.S.Inner 8:5-8 = 2',
      'F 14:1-14 = 2',
      'g 14:35-14 = 3',
    ]);
  });

  const flawed: readonly (readonly [what: string, text: string, line: number, entities: readonly string[]])[] = [
    ['an open brace', 'function f {\n if ($a) {\n}\nfunction g { if ($b) { 1 } }\n', 1, ['f 1:1-4 = 2', 'g 4:1-4 = 2']],
    ['an open quote', 'function f {\n "a\n}\nfunction g { if ($b) { 1 } }\n', 2, ['f 1:1-4 = 1', 'g 4:1-4 = 2']],
    ['an open here-string', "function f {\n @'\n}\nfunction g { 1 }\n", 2, ['f 1:1-4 = 1', 'g 4:1-4 = 1']],
    [
      'an open parenthesis',
      'function f {\n if ($a -and {\n 1 }\n}\nfunction g { 1 }\n',
      2,
      ['f 1:1-4 = 3', 'g 5:1-5 = 1'],
    ],
    ['a brace too many', 'function f { 1 } }\nfunction g { 1 }\n', 1, ['f 1:1-1 = 1', 'g 2:1-2 = 1']],
    ['no body yet', 'function f\nfunction g { 1 }\n', 2, ['g 2:1-2 = 1']],
  ];
  for (const [what, text, line, entities] of flawed) {
    it(`come with the line of the first flaw: ${what}`, () => {
      const reading = read('a.ps1', text);
      assert.equal(reading?.flaw?.line, line);
      assert.deepEqual(reading?.functions.map(tellEntity), entities);
    });
  }

  it('are read however deep they are nested, and whatever was cut out', () => {
    assert.ok(read('a.ps1', `function f ${'{('.repeat(100_000)}`)?.flaw !== undefined);
    assert.ok(read('a.ps1', `function f { ${'"$('.repeat(100_000)}`)?.flaw !== undefined);
    const whole = bodies.map(([, body]) => inFunction(body)).join('');
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), (from, to) => {
        const text = whole.slice(0, from) + whole.slice(to);
        const lines = text.split('\n').length;
        for (const { line, endLine } of read('a.ps1', text)?.functions ?? [])
          assert.ok(line >= 1 && endLine >= line && endLine <= lines);
        demandSteps(read, 'a.ps1', text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the syntax of a PowerShell text', () => {
  it('is its words without its comments', () => {
    const leavesOf = readLeaves({});
    const text = 'function f {\n  # Says why.\n  if ($a) { 1 } <# # #>\n}\n';
    const bare = 'function f {\n if ($a) {\n 1\n }\n}\n';
    const { added, deleted, squeezes } = changeOfSyntax(leavesOf('a.ps1', text), leavesOf('a.ps1', bare));
    assert.deepEqual([added, deleted], [0, 0]);
    assert.deepEqual(squeezes, [{ kind: 'comment', line: 2, what: 'Says why.' }]);
  });
});
