import { commandMinutesByDefault, type Gate } from '../gates/gate.ts';
import type { ChainDocument, CommandDocument, SliceDocument } from './document.ts';

const commandsOf = ({ verify }: SliceDocument): readonly CommandDocument[] =>
  verify.flatMap((check) => ('run' in check ? [check] : []));

/**
 * The commands of a slice as a gate of their own, so that they are run, kept and believed as those of the policy are;
 * undefined for a slice that has only gates. No gate of a policy can have its id.
 */
export const gateOfSlice = (chain: string, { title }: ChainDocument, slice: SliceDocument): Gate | undefined => {
  const commands = commandsOf(slice).map(({ run, folder = '', minutes = commandMinutesByDefault }) => ({
    run,
    folder,
    minutes,
  }));
  return commands.length === 0
    ? undefined
    : {
        id: `${chain}/${slice.id}`,
        title: slice.title ?? slice.id,
        moment: 'pr',
        in: [],
        except: [],
        modes: [],
        commands,
        reads: [],
        demands: [],
        breaks: [],
        because: `The slice ${slice.id} of ${title} is verified by them.`,
      };
};
