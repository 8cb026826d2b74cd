/** A component in a layout that is easy to read wrongly. ESLint reads each of them. */
interface ComponentSnippet {
  readonly what: string;
  readonly path: 'a.vue' | 'a.svelte';
  readonly text: string;
}

const f = 'function f(a) { return a?.b }';
const g = 'export const g = (a = 1) => a && { b() { if (a) throw a; } };';
const generic = 'const f = <T>(a: T) => a ?? b;';

const vue: Readonly<Record<string, string>> = {
  'a mark of the byte order': `\uFEFF<script>${f}</script>`,
  'carriage returns': `<template>\r\n<a/>\r\n</template>\r\n<script>\r\n  ${f}\r\n</script>\r\n`,
  'separators of lines in its template': `<template>\u2028<a>\u2029</a>\n</template><script>\n  ${f}\n</script>`,
  'letters beyond sixteen bits': `<template>😀</template><script>/* 😀 */ ${f}</script>`,
  'tags in capitals': `<SCRIPT>${f}</SCRIPT>`,
  'spaces in its tags': `<script\n  setup\n  lang="ts"\n>${f}</script\n>`,
  'a lang without quotes': `<script lang=ts>let a: number; ${f}</script>`,
  'a > in an attribute': `<script setup lang="ts" generic="T extends A<B>">${f}</script>`,
  'two scripts': `<script>${f}</script><script setup>${g}</script>`,
  'two scripts in TypeScript': `<script lang="ts">${generic}</script>\n<script setup lang="ts">${generic}</script>`,
  'a script in JSX': `<script lang="jsx">const f = (a) => <a b={() => a && 1}/>;</script>`,
  'JSX that nothing announces': `<script>const f = (a) => <a b={() => a && 1}/>;</script>`,
  'a script in TSX': `<script lang="tsx">const f = (a: number) => <a b={() => a && 1}/>;</script>`,
  'a script in JSX by its type': `<script type="text/jsx">const f = (a) => <a b={() => a && 1}/>;</script>`,
  'a template in Pug': `<template lang="pug">\ndiv\n  script function no() {}\n</template>\n<script>${f}</script>`,
  'templates in its template': `<template><template #a><b/></template></template>\n<script>${f}</script>`,
  'the end of a template in an attribute': `<template><a :b="'</template>'"/></template>\n<script>${f}</script>`,
  'a script in its template': `<template><script>${f}</script></template>\n<script>${f}</script>`,
  'a script in a comment': `<!-- <script>${f}</script> -->\n<script>${f}</script>`,
  'a script in a block of its own': `<docs>\n<script>${f}</script>\n</docs>\n<script>${f}</script>`,
  'a script that stands elsewhere': `<script src="a.js"/>\n<script setup>${f}</script>`,
  'an empty script': `<script></script>`,
  'functions in its template': `<template><a @click="() => a ? b : c" :x="a => a && b">{{ a | b }}</a></template>\n<script>${f}</script>`,
  'an expression in its style': `<script>${f}</script><style>a { color: v-bind('a && (() => b)') }</style>`,
  'awaiting outside of functions': `<script setup>const a = await b?.(); ${g}</script>`,
  'a class with decorators': `<script lang="ts">@Component\nexport default class extends Vue { @Prop() a!: string; b = () => this.a ?? 1; get c() { return this.a?.b } }</script>`,
};

const svelte: Readonly<Record<string, string>> = {
  'a mark of the byte order': `\uFEFF<script>${f}</script>`,
  'carriage returns': `<a/>\r\n<script>\r\n  ${f}\r\n</script>\r\n`,
  'carriage returns alone': `<a/>\r<script>\r  ${f}\r</script>\r`,
  'separators of lines': `<a>\u2028\u2029</a>\n<script>\n  "\u2028";${f}\n</script>`,
  'letters beyond sixteen bits': `<b>😀</b>\n<script>/* 😀 */ ${f}</script>`,
  'a > in an attribute': `<script lang="ts" generics="T extends A<B>">${f}</script>`,
  'two scripts': `<script context="module">${f}</script>\n<script>${g}</script>`,
  'two scripts, one of them in TypeScript': `<script module>${generic}</script>\n<script lang="ts">let a: number = 1; ${g}</script>`,
  'a script in a comment': `<!-- <script>${f}</script> -->\n<script>${f}</script>`,
  'an empty script': `<script />\n<a/>`,
  'a script in its head': `<svelte:head>\n<br><meta a="{b}">\n<script>${f}</script>\n</svelte:head>\n<script>${f}</script>`,
  'a script in an element that holds others': `<p>\n<i/><Foo a={() => 1}/>\n<script>${f}</script>\n</p>\n<p>b</p>`,
  'a script in a block': `{#if a}\n<script>${f}</script>\n{/if}\n<script>${f}</script>`,
  'a script behind elements that are closed by others': `<li>a<li>b</li>\n<script>${f}</script>\n<ul><li>b</li></ul>`,
  'a script in a template string': `{@html \`<script>\${a ? \`}\` : '{'}</script>\`}\n<script>${f}</script>`,
  'the beginning of one in a string': `<script>${f}</script>\n{@html "<script>" + a /* } */ + "</" + "script>"}`,
  'one behind regular expressions': `{a.replace(/[/{"]/g, '{')}{b / c}{d / 2}\n<script>${f}</script>`,
  'one in an attribute': `<script>${f}</script>\n<a title="<script>no</script>" b={'<b>' + '}'} {...c}>b</a>`,
  'one in its style': `<script>${f}</script>\n<style>a { content: "<script>"; }</style>`,
  'signs of smaller and greater': `{#if a <b}{a}{/if}{#each a as b}{b<c}{/each}<a on:click={() => a > b}/>\n<script>${f}</script>`,
  'functions in its template': `<script>${f}</script>\n<a on:click={() => a && b} onclick={function () { if (a) b(); }}>{(() => a?.b)()}</a>`,
  snippets: `<script>${f}</script>\n{#snippet x(a = 1)}{a}{/snippet}`,
  'reactive statements': `<script>$: a = (() => b ?? 1)();\n$: if (a) { const g = () => a && b; }\n$: ({ c = 1 } = d);</script>`,
  'reactive statements in TypeScript': `<script lang="ts">$: a = (() => b ?? 1)();\n$: if (a) { const g = () => a && b; }\nlet x: number;</script>`,
  runes: `<script lang="ts">let { a = 1, b = (() => a && c)() }: Props = $props(); class A { x = $state(1); #y = $derived.by(() => a || b) }</script>`,
};

const snippetsOf = (path: ComponentSnippet['path'], texts: typeof vue): readonly ComponentSnippet[] =>
  Object.entries(texts).map(([what, text]) => ({ what, path, text }));

export const componentSnippets: readonly ComponentSnippet[] = [
  ...snippetsOf('a.vue', vue),
  ...snippetsOf('a.svelte', svelte),
];
