// One line for each language whose numbers are compared with those of a tool.
export { c } from './c.ts';
export { cpp } from './cpp.ts';
export { go } from './go.ts';
export { java } from './java.ts';
export { javascript } from './javascript.ts';
export { php } from './php.ts';
export { python } from './python.ts';
export { ruby } from './ruby.ts';
export { svelte } from './svelte.ts';
export { vue } from './vue.ts';
