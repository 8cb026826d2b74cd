export { readPythonBytes, type LineCutter } from './cut-lines.ts';
export { passingLongComments } from './long-comments.ts';
