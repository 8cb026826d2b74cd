import type { Snippet } from './snippet.ts';

/** Texts that do not confuse pmccabe: what stands here is what it reports of them. */
export const pmccabeSnippets: readonly Snippet[] = [
  {
    title: 'every decision',
    path: 'a.c',
    text: `int f(int a, int b)
{
	if (a && b || !a) return a ? 1 : 2;
	else if (b) goto out;
	for (;;) { while (a) a--; }
	do { b &= a; b |= a & b | 1; } while (b);
	switch (a) { case 1: case 2: break; default: ; }
out:
	return 0;
}
`,
    entities: ['f 1:5-10 = 10'],
  },
  {
    title: 'functions by their layout: the parenthesis has the line, the name the column if it is in it',
    path: 'a.c',
    text: `static const char *
f
(void) {}
	struct s *g(struct s *s, int (*h)(int)) { return s; }
`,
    entities: ['f 3:1-3 = 1', 'g 4:12-4 = 1'],
  },
  {
    title: 'definitions of parameters before the body',
    path: 'a.c',
    text: `int f(a, b)
  int a;
  struct s *b;
{
  if (a) b = 0;
}
int g(s) struct s s; { }
int h(s) const char *s; { }
`,
    entities: ['f 1:5-6 = 2', 'g 7:5-7 = 1', 'h 8:5-8 = 1'],
  },
  {
    title: 'declarations, which are none',
    path: 'a.h',
    text: `#ifndef A_H
#define A_H
int f(int a);
extern int (*g)(int a), h;
typedef struct { int (*call)(void); int bits : 3; } table;
enum e { A = 1, B = (2), C };
static int t[] = { ({ 1; }), f(2) };
int v = f(3) + f(4);
static inline int k(void) { return A; }
#endif
`,
    entities: ['k 9:19-9 = 1'],
  },
  {
    title: 'a macro behind a declaration, which takes the next body',
    path: 'a.c',
    text: 'int f(void) MACRO;\nint g(void) { if (a) {} }\nint h(void) {}\n',
    entities: ['f 1:5-2 = 2', 'h 3:5-3 = 1'],
  },
  {
    title: 'macros that look like keywords and functions',
    path: 'a.c',
    text: `#define each(a) for (;;) if (a) { \\
	while (a) {
TEST(name)
{
	each(b) { if (b) UNLIKELY(b && 1) }
}
`,
    entities: ['TEST 3:1-6 = 3'],
  },
  {
    title: 'the first branch of a condition',
    path: 'a.c',
    text: `int f(void) {
#if defined(A) && B
	if (a) {
# ifdef C
		if (b) ;
# else
		if (c) { while (1) {
# endif
#elif D
	if (d) { if (d) {
# ifndef E
# endif
	}
#else
	if (e) {
#endif
	}
#if 0
	if (f) {
#else
	if (g) {
#endif
#if !0
	if (h) ;
#endif
#if (false)
	if (i) {
#endif
}
`,
    entities: ['f 1:5-29 = 4'],
  },
  {
    title: 'what strings, characters and comments hold',
    path: 'a.c',
    text: `int f(void) { // if {
	char *s = "if } \\" {" "a\\
	if } b" L"{";
	char c = '{' + '\\'' + '"' + '\\\\'; /* for {
	*/ return a /* && */ && b / *c;
} /* int g(void) {} */
int h/**/h(void) { wh/**/ile (1) ; }
`,
    entities: ['f 1:5-6 = 2', 'hh 7:5-7 = 2'],
  },
  {
    title: 'a sign of a directive in the middle of a line',
    path: 'a.c',
    text: 'int f(void) { if (a) { # if (b) {\n\t} g(a#b); }\n/**/#define X {\nint g(void) {} }\n',
    entities: ['f 1:5-2 = 2'],
  },
  {
    title: 'what stands in extern "C", which is passed over',
    path: 'a.cc',
    text: 'extern "C" {\nint f() { return 1; }\n}\nextern "C" int g() { return 1; }\n',
    entities: ['g 4:16-4 = 1'],
  },
  {
    title: 'names of C++',
    path: 'a.cc',
    text: `namespace n {
namespace {
int f() { return 1; }
}
class C : public B, private n::D {
 public:
  C() : a(1), b(f(2)) { if (a) {} }
  explicit C(int a);
  ~C() {}
  int m() const { return 1; }
  int v() const volatile { return 1; }
  int t() throw() { return 1; }
  bool operator==(const C &c) const { return a && c.a; }
  int operator()(int a) { return a; }
  operator bool() { return 1; }
  operator const char *() { return 0; }
  struct S { int s() { return 1; } };
  union { int u; };
  enum class E { A, B };
};
C::C(int a) : a(a) {}
inline bool C::operator<(const C &c) { return 1; }
bool operator!=(const C &a, const C &b) { return 1; }
void C::S::t() {}
C::S::~S() {}
}
`,
    entities: [
      'n::anonymous_namespace::f 3:5-3 = 1',
      'n::C::C 7:3-7 = 2',
      'n::C::~C 9:3-9 = 1',
      'n::C::m 10:7-10 = 1',
      'n::C::v 11:7-11 = 1',
      'n::C::t 12:7-12 = 1',
      'n::C::operator== 13:8-13 = 2',
      'n::C::operator() 14:7-14 = 1',
      'n::C::operator_bool() 15:3-15 = 1',
      'n::C::operator char* 16:3-16 = 1',
      'n::C::S::s 17:18-17 = 1',
      'n::C::C 21:1-21 = 1',
      'n::C::operator< 22:13-22 = 1',
      'n::operator 23:6-23 = 1',
      'n::C::S::t 24:6-24 = 1',
      'n::C::S::~S 25:1-25 = 1',
    ],
  },
  {
    title: 'templates, and classes whose members it does not see',
    path: 'a.cc',
    text: `template <class T, typename U = int> T f(T a) { return a; }
template <class T> class A { int g() { if (a) {} } };
template <> struct B<int> { int h() { return 1; } };
class API C { int i() { return 1; } };
namespace a::b { int j() { return 1; } }
class D;
int k() { class D *d; return 1; }
`,
    entities: ['f 1:40-1 = 1', 'A::g 2:34-2 = 2', 'k 7:5-7 = 1'],
  },
  {
    title: 'lambdas and classes in functions',
    path: 'a.cc',
    text: `int f() {
  auto g = [&](int a) { return a ? 1 : 2; };
  struct L { int m() { if (a) {} return 1; } struct N { int o() { return 1; } }; };
  try { g(1); } catch (...) { if (b) {} }
  auto &&r = g;
  return 1;
}
`,
    entities: ['f 1:5-7 = 4', 'f/L::m 3:18-3 = 2', 'f/L::N::o 3:61-3 = 1'],
  },
  {
    title: 'a word of C++ that C uses for a name',
    path: 'a.c',
    text: 'int f(int class) { dev->class = class; if (class) {} return 1; }\nint namespace = 1;\nint g(void) {}\n',
    entities: ['f 1:5-1 = 2', 'g 3:5-3 = 1'],
  },
];

/** Texts that confuse pmccabe although nothing is wrong with them. */
export const modernSnippets: readonly Snippet[] = [
  {
    title: "what C++ puts between a function's parameters and its body",
    path: 'a.cc',
    text: `class A : public B {
  int f() override { return 1; }
  int g() const noexcept(true) final { if (a) {} }
  auto h() -> std::vector<int> { return {}; }
  A() : a{1}, b<int>{2}, c(3) { if (a) {} }
  A(int a) : A{} {}
  [[nodiscard]] int i() & { return 1; }
  int j() = delete;
  virtual int k() = 0;
  int m = ~0;
};
class API C final : public B { int n() override { return 1; } };
struct S *o() { return 0; }
`,
    entities: [
      'A::f 2:7-2 = 1',
      'A::g 3:7-3 = 2',
      'A::h 4:8-4 = 1',
      'A::A 5:3-5 = 2',
      'A::A 6:3-6 = 1',
      'A::i 7:21-7 = 1',
      'C::n 12:36-12 = 1',
      'o 13:11-13 = 1',
    ],
  },
  {
    title: 'functions that return a pointer to a function',
    path: 'a.c',
    text: 'static void (*f(int a, char *b))(void) { if (a) {} }\nint g(void) {}\n',
    entities: ['f 1:15-1 = 2', 'g 2:5-2 = 1'],
  },
  {
    title: 'literals of today',
    path: 'a.cc',
    text: 'int f() { return 1\'000 + g(R"x(" } { )x"); }\nint h() { if (a) {} }\n',
    entities: ['f 1:5-1 = 1', 'h 2:5-2 = 2'],
  },
  {
    title: 'words with quotes in text that is left out',
    path: 'a.c',
    text: "#if 0\nit doesn't count\n#endif\nint f(void) { if (a) {} }\n",
    entities: ['f 4:5-4 = 2'],
  },
  {
    title: 'a comment behind a directive that goes on, with an apostrophe in it',
    path: 'a.c',
    text: "#define A 1 /* It\n  doesn't hold (code) { */\nint f(void) { if (a) {} }\n",
    entities: ['f 3:5-3 = 2'],
  },
  {
    title: 'a string that goes on in the next line, with the line ends of Windows',
    path: 'a.c',
    text: 'int f(void) { s = "a\\\r\n  if b"; if (a) {} }\r\nint (*g(int a))(void) { }\r\n',
    entities: ['f 1:5-2 = 2', 'g 3:7-3 = 1'],
  },
];
