import { beginStatement, openFrame, type Frame, type Role } from './frames.ts';
import { beginCount, decide, type Reading } from './reading.ts';
import { noteFlaw, passText } from './texts.ts';

const closings: Readonly<Record<string, string>> = {
  '(': ')',
  '$(': ')',
  '@(': ')',
  '[': ']',
  '{': '}',
  '@{': '}',
};
const blockRoles: Readonly<Record<string, Role>> = { switch: 'switch', class: 'class', enum: 'keys' };

const push = (reading: Reading, frame: Frame): void => {
  reading.frames.push(frame);
  reading.frame = frame;
};

const roleOf = (kind: string): Role => {
  if (kind === '[') return 'type';
  if (kind === '@{') return 'keys';
  return kind === '(' ? 'expression' : 'statements';
};

/** The block of a keyword, of a function or of a method. */
const openBlock = (reading: Reading, frame: Frame): void => {
  const { head, opened, name, count } = frame;
  const inner = opened === undefined ? frame.scope : `${opened.name}.`;
  push(
    reading,
    openFrame({
      role: blockRoles[head] ?? 'statements',
      closing: '}',
      line: reading.scan.line,
      count: opened ?? count,
      scope: head === 'class' ? `${frame.scope}${name}.` : inner,
      ends: opened,
      isBlock: true,
    }),
  );
};

/** A block in a `switch` is the condition of a clause or what it leads to. */
const openClause = (reading: Reading, frame: Frame): void => {
  if (!frame.isPastHead) decide(reading, frame);
  frame.isPastHead = !frame.isPastHead;
  openBlock(reading, { ...frame, head: '', opened: undefined });
};

/** The parameters of a method begin behind its name. */
const nameMethod = (reading: Reading, frame: Frame): void => {
  if (frame.opened !== undefined || frame.isPastHead || frame.name === '' || frame.member === undefined) return;
  frame.opened = beginCount(frame.scope + frame.name, frame.member);
  reading.found.push(frame.opened);
};

const awaitsBlock = ({ head, role, opened }: Frame): boolean =>
  head !== '' || (role === 'class' && opened !== undefined);

/** What a bracket is to the clause or the member that it begins or stands in. */
const enterMember = (reading: Reading, frame: Frame, isCall: boolean): void => {
  if (frame.role === 'class' && isCall) nameMethod(reading, frame);
  if (frame.role !== 'switch' || frame.isPastHead) return;
  decide(reading, frame);
  frame.isPastHead = true;
};

const openBracket = (reading: Reading, kind: string, closing: string, before: string): void => {
  const { frame, scan } = reading;
  if (kind === '{' && frame.role === 'switch') return openClause(reading, frame);
  if (kind === '{' && awaitsBlock(frame)) return openBlock(reading, frame);
  enterMember(reading, frame, kind === '(' && before === 'word');
  if (frame.mode === 'start') frame.mode = 'expression';
  // Behind an attribute the parameters of a script or a function begin.
  frame.mayBegin &&= kind === '[';
  push(
    reading,
    openFrame({
      role: roleOf(kind),
      closing,
      line: scan.line,
      count: frame.opened ?? frame.count,
      scope: frame.scope,
      hole: reading.hole,
      isBlock: kind === '(' && frame.head === 'param',
    }),
  );
  reading.hole = undefined;
};

/** Leaves the innermost bracket, which ends in this line. */
const leave = (reading: Reading): void => {
  const left = reading.frames.pop();
  const frame = reading.frames.at(-1);
  if (left === undefined || frame === undefined) return;
  reading.frame = frame;
  if (left.ends !== undefined) left.ends.endLine = reading.scan.line;
  if (!left.isBlock) return;
  const { head } = frame;
  beginStatement(frame);
  // What a key has for a value may go on with `elseif` or `catch`.
  frame.mayBegin ||= frame.role === 'keys';
  frame.last = head;
  frame.head = frame.name = '';
  frame.opened = frame.member = undefined;
};

const goOn = (reading: Reading, { hole }: Frame): void => {
  if (hole === undefined || !passText(reading.scan, hole)) return;
  reading.hole = hole;
  openBracket(reading, '$(', ')', 'text');
};

/** Leaves the bracket that this one closes, and those in it that were never closed; one that closes nothing is a flaw. */
const closeBracket = (reading: Reading, kind: string): void => {
  const { scan, frames } = reading;
  const index = frames.findLastIndex(({ closing }) => closing === kind || (kind !== '}' && closing === '}'));
  const closed = frames[index];
  if (closed === undefined || closed.closing !== kind) {
    noteFlaw(scan, scan.line);
    return;
  }
  for (let open = frames.length - 1; open > index; open--) {
    noteFlaw(scan, frames[open]?.line ?? scan.line);
    leave(reading);
  }
  leave(reading);
  goOn(reading, closed);
};

/** Takes a bracket, or a string that code stands in; false for any other token. */
export const passBracket = (reading: Reading, kind: string, before: string): boolean => {
  const closing = reading.hole === undefined ? closings[kind] : ')';
  if (closing !== undefined) openBracket(reading, reading.hole === undefined ? kind : '$(', closing, before);
  else if (kind === ')' || kind === ']' || kind === '}') closeBracket(reading, kind);
  else return false;
  return true;
};

/** Leaves every bracket: at the end of the text, and where one of them must have been left open. */
export const passEnd = (reading: Reading): void => {
  const { frames, scan } = reading;
  while (frames.length > 1) {
    scan.unclosed = true;
    noteFlaw(scan, reading.frame.line);
    leave(reading);
  }
  beginStatement(reading.frame);
  reading.frame.head = '';
};
