// One line for each language whose numbers are compared with those of a tool.
export { java } from './java.ts';
export { javascript } from './javascript.ts';
export { php } from './php.ts';
export { python } from './python.ts';
export { ruby } from './ruby.ts';
