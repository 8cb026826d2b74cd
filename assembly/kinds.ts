import { byteAt } from './cursor';

// One look into a table says of most bytes that there is nothing to do.
export const plain: u8 = 0;
export const openKind: u8 = 1;
export const closeKind: u8 = 2;
export const colonKind: u8 = 3;
export const quoteKind: u8 = 4;
export const commentKind: u8 = 5;
export const joinKind: u8 = 6;
export const endKind: u8 = 7;

const kinds: usize = memory.data(256);

function setKind(characters: string, kind: u8): void {
  for (let index = 0; index < characters.length; index++) store<u8>(kinds + characters.charCodeAt(index), kind);
}

setKind('"\'', quoteKind);
setKind('([{', openKind);
setKind(')]}', closeKind);
setKind(':', colonKind);
setKind('#', commentKind);
setKind('\\', joinKind);
setKind('\n', endKind);

/** What there is to do about the byte at an address. */
export function kindAt(address: usize): u8 {
  return load<u8>(kinds + byteAt(address));
}
