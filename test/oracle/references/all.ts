// One line for each language whose numbers are compared with those of a tool.
export { javascript } from './javascript.ts';
export { python } from './python.ts';
