import type { Snippet } from './snippet.ts';

// What rubocop 1.39 says of each, with Max: 0 and TargetRubyVersion: 3.2; the last lines and the classes in the names are ours.
export const rubySnippets: readonly Snippet[] = [
  {
    title: 'one for each method that does something',
    path: 'a.rb',
    text: `def f
  1
end
def g; end
def h # nothing
end
def i(a = b && c)
  # nothing
end
def j; ; end
def k; () end
def l = 1
def m() = a || b
def n(a = (b || c)) a end
`,
    entities: ['f 1:1-3 = 1', 'k 11:1-11 = 1', 'l 12:1-12 = 1', 'm 13:1-13 = 2', 'n 14:1-14 = 1'],
  },
  {
    title: 'conditions',
    path: 'a.rb',
    text: `def f(a)
  if a
  elsif b
  else
  end
  unless a then 1 else 2 end
  b if a
  b unless a
  a ? b : c
end
`,
    entities: ['f 1:1-10 = 7'],
  },
  {
    title: 'loops',
    path: 'a.rb',
    text: `def f(a)
  while a do b end
  until a
    b
  end
  b while a
  b until a
  for x in a do b end
  loop { b }
  begin
    b
  end while a
  begin b end until a
  (b) while a
end
`,
    entities: ['f 1:1-15 = 7'],
  },
  {
    title: 'rescue is one for each body',
    path: 'a.rb',
    text: `def f
  a
rescue A, B => e
  b
rescue C
  # a comment
rescue
  d
else
  e
ensure
  f
end
def g
  x = a rescue b
  begin
    a
  rescue A then b
  end
  foo do
    a
  rescue A
    b
  rescue B
    c
  end
  begin; a; ensure; b; end
end
def h
rescue
end
def i; ensure; end
`,
    entities: ['f 1:1-13 = 2', 'g 14:1-28 = 4', 'h 29:1-31 = 2', 'i 32:1-32 = 1'],
  },
  {
    title: 'when is one each, in is none',
    path: 'a.rb',
    text: `def f(a)
  case a
  when 1, 2 then b
  when 3
    c
  else d
  end
  case
  when a then b
  end
  case a
  in [x, *] if x then b
  in {y:} unless y
    c
  in Integer | Float => z
    d
  else e
  end
  a in {b:}
  a => [c]
end
`,
    entities: ['f 1:1-21 = 4'],
  },
  {
    title: 'operators',
    path: 'a.rb',
    text: `def f(a, b)
  a && b || !a
  a and b or not a
  a ||= b
  a &&= b
  @a ||= b
  a[1] ||= b
  a.b &&= 1
  a += b
end
`,
    entities: ['f 1:1-10 = 10'],
  },
  {
    title: 'safe calls',
    path: 'a.rb',
    text: `def f
  a&.b
  a&.b&.c
  @a&.b
  @a&.b
  a&.b = 1
  a&.b ||= 1
  a&.(1)
  a.b&.c(1) { 2 }
  A&.b
end
`,
    entities: ['f 1:1-11 = 12'],
  },
  {
    title: 'safe calls of a variable count once',
    path: 'a.rb',
    text: `def f(a, b = a&.x, *c, d: 1, e:, **g, &h)
  a&.b
  a&.c
  b&.d&.e
  b&.f
  c&.a; c&.b
  d&.a; d&.b
  e&.a; e&.b
  g&.a; g&.b
  h&.a; h&.b
  i&.a; i&.b
end
`,
    entities: ['f 1:1-12 = 11'],
  },
  {
    title: 'safe calls of a variable count again when it has a new value',
    path: 'a.rb',
    text: `def f
  a = b
  a&.b
  a&.c
  a = a&.d
  a&.e
  a += 1
  a&.f
  a ||= 2
  a&.g
  x, a = 1, 2
  a&.h
  for a in x do a&.i end
  a&.j
  begin
  rescue => a
    a&.k
  end
  (a, *x), y = 1
  a&.l
  x&.m
  a&.n
  *a, x = 1
  a&.o
end
`,
    entities: ['f 1:1-25 = 14'],
  },
  {
    title: 'safe calls in modifiers are seen behind the condition',
    path: 'a.rb',
    text: `def f
  a = 1
  a&.b
  a&.b if a = 2
  a&.c
end
def g
  a = 1
  a&.b
  (a&.c; a = 4) unless a&.d
  a&.e while a = 2
  a&.f until a&.g
end
def h
  a = 1
  unless a
    a&.b
  else
    a = 2
  end
  a&.c
  unless a then a = 1 else a&.d end
end
def i
  a = 1
  b(a = 2) if a&.x if a&.y
  (a&.u if a = 5) unless a&.v
end
`,
    entities: ['f 1:1-6 = 4', 'g 7:1-13 = 6', 'h 14:1-23 = 4', 'i 24:1-28 = 8'],
  },
  {
    title: 'names are variables where the parser has seen them',
    path: 'a.rb',
    text: `def f
  a&.b if a = 2
  a&.c
  a&.d
end
def g
  1.times { |x| x&.a; x&.b; y = 1; y&.c; y&.d }
  x&.a; x&.b
  y&.c; y&.d
  z = 1
  1.times do |i; q| z&.a; z&.b; q&.a; q&.b end
  ->(l, m = 2) { l&.a; l&.b; m&.a; m&.b }
  l&.a; l&.b
end
v = 1
def h
  v&.a; v&.b
end
v&.a
define_method(:i) { v&.a; v&.b }
class A
  v&.b
  define_method(:j) { v&.a; v&.b }
end
`,
    entities: ['f 1:1-5 = 4', 'g 6:1-14 = 13', 'h 16:1-18 = 3', 'i 20:1-20 = 2', 'A#j 23:3-23 = 3'],
  },
  {
    title: 'patterns and named groups make variables',
    path: 'a.rb',
    text: `def f(a)
  case a
  in [x, *y, {z:, w: q}, ^a] then x&.a; x&.b; y&.a; y&.b; z&.a; z&.b; q&.a; q&.b; w&.a; w&.b
  in Integer => n then n&.a; n&.b
  in (o) then o&.a; o&.b
  in {r: {s:, **t}} then s&.a; s&.b; t&.a; t&.b; r&.a; r&.b
  in [*, u, *] then u&.a; u&.b
  in A(j:) | nil then j&.a; j&.b
  in k then k&.a; k&.b
  end
  a => {m:}
  m&.a; m&.b
  a in [p]
  p&.a; p&.b
  /(?<year>\\d+)-(?<mon>\\d)/ =~ a
  year&.a; year&.b; mon&.a; mon&.b
end
`,
    entities: ['f 1:1-17 = 20'],
  },
  {
    title: 'blocks of methods that iterate',
    path: 'a.rb',
    text: `def f(a)
  a.each { |x| b }
  a.map do |x| b end
  a.foo { b }
  a&.select { b }
  each { b }
  a.each_with_index.map { |x| b }
  a.inject(1) { |x| b }
  a.fetch(1) { b }
  super { b }
  lambda { b }
  -> { b }
  a.each
  a.sum(1)
  puts a.map do |x| b end
  a.b c.each { 1 }
  a::each { 1 }
end
`,
    entities: ['f 1:1-18 = 11'],
  },
  {
    title: 'blocks that are handed on',
    path: 'a.rb',
    text: `def f(a, &b)
  a.each(&b)
  a.map(&:c)
  a.foo(&b)
  a.sort_by &:d
  foo(1, &b)
  super(&b)
  a&.reject(1, &b)
  a.(&b)
  each(&b)
end
`,
    entities: ['f 1:1-11 = 7'],
  },
  {
    title: 'blocks with numbered parameters are none',
    path: 'a.rb',
    text: `def f(a)
  a.each { p _1 }
  a.map { a.each { _1 } }
  a.map { |x| _y }
  a.map { b }
  a.each do p _2 end
  a.each { _1&.b; _1&.c }
  a.map { -> { _1 } }
end
`,
    entities: ['f 1:1-9 = 6'],
  },
  {
    title: 'methods in methods count twice',
    path: 'a.rb',
    text: `def f
  if a
    def g(x = b || c)
      1 if b
    end
  end
end
`,
    entities: ['f 1:1-7 = 4', 'g 3:5-5 = 2'],
  },
  {
    title: 'define_method',
    path: 'a.rb',
    text: `class A
  define_method(:a) { b && c }
  define_method "b c" do |x = (d || e)| f if g end
  define_method(:"d") { |x| x }
  define_method("e#{f}") { 1 }
  define_method(g) { 1 }
  define_method(:h) { }
  define_method(:i) do
    # nothing
  end
  define_method(:j, k) { 1 }
  self.define_method(:l) { 1 }
  define_method(:m, &n)
  define_method(:o) { p _1 }
  define_method :p do a rescue b end
  private define_method(:q?) { 1 }
end
`,
    entities: [
      'A#a 2:3-2 = 2',
      'A#b c 3:3-3 = 2',
      'A#d 4:3-4 = 1',
      'A#o 14:3-14 = 1',
      'A#p 15:3-15 = 2',
      'A#q? 16:11-16 = 1',
    ],
  },
  {
    title: 'names and places',
    path: 'a.rb',
    text: `module A
  class B::C < D
    def a; 1 end
    def self.b; 1 end
    private def c=(x) x end
    class << self
      def d?; 1 end
      def e!; 1 end
    end
    def ==(x) 1 end
    def [](x) 1 end
    def []=(x, y) 1 end
    def -@; 1 end
    def +(x) 1 end
    def !; 1 end
    def \`(x) 1 end
    def class; 1 end
    def D(x) 1 end
    def E=(x) x if x end
    def self.F=(x) x if x end
    def B.g; 1 end
  end
  class << x
    def h; 1 end
  end
  def i; 1 end
end
def self.j; 1 end
def (k.l).m; 1 end
def n; 1 end
`,
    entities: [
      'A::B::C#a 3:5-3 = 1',
      'A::B::C.b 4:5-4 = 1',
      'A::B::C#c= 5:13-5 = 1',
      'A::B::C.d? 7:7-7 = 1',
      'A::B::C.e! 8:7-8 = 1',
      'A::B::C#== 10:5-10 = 1',
      'A::B::C#[] 11:5-11 = 1',
      'A::B::C#[]= 12:5-12 = 1',
      'A::B::C#-@ 13:5-13 = 1',
      'A::B::C#+ 14:5-14 = 1',
      'A::B::C#! 15:5-15 = 1',
      'A::B::C#` 16:5-16 = 1',
      'A::B::C#class 17:5-17 = 1',
      'A::B::C#D 18:5-18 = 1',
      'A::B::C#E= 19:5-19 = 2',
      'A::B::C.F= 20:5-20 = 2',
      'B.g 21:5-21 = 1',
      'x.h 24:5-24 = 1',
      'A#i 26:3-26 = 1',
      'self.j 28:1-28 = 1',
      '?.m 29:1-29 = 1',
      'n 30:1-30 = 1',
    ],
  },
  {
    title: 'texts in texts',
    path: 'a.rb',
    text: `def f(a)
  x = <<~A + <<-'B'
    #{a ? 1 : 2} if b && c
  A
    #{a ? 1 : 2}
  B
  "a #{b || c} && #{"#{d && e}"}"
  %w[a b if].each { }
  %Q(#{a if b})
  \`ls #{a || b}\`
  /#{a || b}/
  :"a#{b && c}"
  # if a && b
  ?a
end
=begin
def g
  1
end
=end
def h; 1 end
__END__
def i
  1
end
`,
    entities: ['f 1:1-15 = 9', 'h 21:1-21 = 1'],
  },
];
