import { grouped, tellPatchFiles, type Finding, type GivenApproval, type RunPatch } from '#core';
import { colours, type Icon } from '../icons.ts';

/** A row of the view of a run, before VS Code draws it. */
export interface RunRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: Icon;
  /** What its menu goes by. */
  readonly kind:
    'head' | 'section' | 'patch' | 'asked' | 'askedBudget' | 'finding' | 'unaccounted' | 'revertible' | 'plain';
  /** Rows below it; `open`: they are shown. */
  readonly rows?: readonly RunRow[];
  readonly isOpen?: boolean;
  /** Of a patch: its id in the run. Of an unaccounted file: its path. */
  readonly subject?: string;
}

const { good: green, bad: red, look: yellow, news: blue } = colours;

const findingIcons: Record<Finding['level'], Icon> = {
  block: ['error', red],
  warn: ['warning', yellow],
  info: ['info', blue],
};

const findingRow = (patch: string, { id, rule, level, path, line, message }: Finding): RunRow => ({
  id: `finding ${patch} ${id}`,
  label: rule,
  description: message,
  tooltip: `${message}${path === '' ? '' : `\n${path}:${line}`}`,
  icon: findingIcons[level],
  kind: 'finding',
});

const patchIcons: Record<RunPatch['state'], Icon> = {
  asked: ['question', yellow],
  accepted: ['loading~spin'],
  written: ['pass', green],
  declined: ['circle-slash', red],
  failed: ['error', red],
};

const verdictWords: Record<RunPatch['verdict'], string> = {
  pass: 'passes',
  warn: 'passes, with a look',
  block: 'blocked',
};

const stateWords: Record<RunPatch['state'], string> = {
  asked: 'waits for you',
  accepted: 'is being written',
  written: 'written',
  declined: 'declined',
  failed: 'could not be written',
};

/** A patch with what its run is at. */
export interface SeenPatch {
  readonly patch: RunPatch;
  /** A person is asked about it now. */
  readonly isAsked: boolean;
  /** Approving more of its budgets lets it through. */
  readonly isApprovable: boolean;
  /** Its run is over. */
  readonly isOver: boolean;
}

const tellPerson = ({ verdict, approved = [] }: RunPatch): string =>
  approved.length > 0 && verdict !== 'block' ? 'budget approved by you' : 'accepted by you';

const tellState = ({ patch, isAsked, isOver }: SeenPatch): string => {
  const { state, by } = patch;
  // One that the policy blocks waits for nobody where no person is asked.
  if (state === 'asked') return isAsked ? stateWords.asked : 'is being decided';
  // The run came to its end between the two.
  if (state === 'accepted' && isOver) return 'accepted, may not be written';
  if (by !== 'person') return stateWords[state];
  return state === 'declined' ? 'declined by you' : `${stateWords[state]}, ${tellPerson(patch)}`;
};

const tellPatch = (seen: SeenPatch): string => `${verdictWords[seen.patch.verdict]} · ${tellState(seen)}`;

const pictureOf = ({ patch: { state, verdict }, isAsked, isOver }: SeenPatch): Icon => {
  if (state === 'asked' && !isAsked) return ['loading~spin'];
  if (state === 'accepted' && isOver) return ['warning', yellow];
  // It stands there, and the policy is against it.
  return state === 'written' && verdict === 'block' ? ['pass', yellow] : patchIcons[state];
};

// The view is narrow: what a file is called tells more than where it lies.
const nameFiles = ({ files }: RunPatch): string =>
  tellPatchFiles({
    files: files.map(({ path, to }) => ({
      path: nameOfPath(path),
      ...(to === undefined ? {} : { to: nameOfPath(to) }),
    })),
  });

const nameOfPath = (path: string): string => path.split('/').at(-1) ?? path;

/** `Approved: lines up to 450, by Ada (maintainer) until 2026-12-31: “One table.”` */
const tellApproval = ({ budget, limit, who, role, until, reason }: GivenApproval): string =>
  `Approved: ${budget} up to ${grouped(limit)}, by ${who} (${role}) until ${until}: “${reason}”`;

/** The row of a patch, with what it would bring below it. */
export const patchRow = (seen: SeenPatch): RunRow => {
  const { patch, isAsked, isApprovable } = seen;
  return {
    id: `patch ${patch.id}`,
    label: nameFiles(patch),
    description: tellPatch(seen),
    tooltip: [
      tellPatchFiles(patch),
      tellPatch(seen),
      patch.fault,
      patch.reason && `“${patch.reason}”`,
      ...(patch.approved ?? []).map(tellApproval),
    ]
      .filter((part) => part !== undefined && part !== '')
      .join('\n'),
    icon: pictureOf(seen),
    kind: isAsked ? (isApprovable ? 'askedBudget' : 'asked') : 'patch',
    rows: patch.findings.map((finding) => findingRow(patch.id, finding)),
    isOpen: isAsked,
    subject: patch.id,
  };
};
