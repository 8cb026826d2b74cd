import type { Gate } from '../gates/gate.ts';
import { gateOfCommands } from '../work-document/gate.ts';
import type { ChainDocument, SliceDocument } from './document.ts';

/** The commands of a slice as a gate; undefined for a slice that has only gates. No gate of a policy can have its id. */
export const gateOfSlice = (chain: string, { title }: ChainDocument, slice: SliceDocument): Gate | undefined =>
  gateOfCommands(
    {
      id: `${chain}/${slice.id}`,
      title: slice.title ?? slice.id,
      because: `The slice ${slice.id} of ${title} is verified by them.`,
    },
    slice.verify,
  );
