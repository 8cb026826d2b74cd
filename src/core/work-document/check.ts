import { splitCommand } from '../gates/command-words.ts';
import type { Remark } from '../policy/check-names.ts';
import { leadsOut } from '../policy/leads-out.ts';
import type { PolicyPath } from '../policy/shape.ts';
import { nearestWord, tellThere } from '../policy/suggest.ts';
import type { CommandDocument } from './document.ts';

/** An error at the value of a path; `replacement`: what may stand there instead. */
export const faultAt = (path: PolicyPath, code: string, message: string, replacement?: string): Remark => ({
  path,
  part: 'value',
  severity: 'error',
  code,
  message,
  ...(replacement === undefined ? {} : { replacement }),
});

/** What is wrong where something is named that is not there; nothing where it is `known`. */
export const unknownName = (
  path: PolicyPath,
  what: string,
  id: string,
  known: readonly string[],
): readonly Remark[] => {
  if (known.includes(id)) return [];
  const nearest = nearestWord(id, known);
  const offer = nearest === undefined ? tellThere(known) : `Did you mean \`${nearest}\`?`;
  return [faultAt(path, 'unknown-id', `There is no ${what} \`${id}\`. ${offer}`, nearest)];
};

/** What is wrong with a command that is to be run: of a slice, or of a package. */
export const checkCommandLine = ({ run, folder }: CommandDocument, at: PolicyPath): readonly Remark[] => {
  const split = splitCommand(run);
  return [
    ...(split.ok ? [] : [faultAt([...at, 'run'], 'bad-command', split.error)]),
    ...(folder === undefined || !leadsOut(folder)
      ? []
      : [
          faultAt(
            [...at, 'folder'],
            'bad-path',
            `\`${folder}\` is no place in this repository: name it from its root.`,
          ),
        ]),
  ];
};
