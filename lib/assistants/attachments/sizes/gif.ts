import { covering, type Size } from "./size";

const [EXTENSION, FRAME, TRAILER] = [0x21, 0x2c, 0x3b];
const SCREEN_ENDS_AT = 13;
const FRAME_BYTES = 10;

/** What covers its screen and all its frames: some decoders grow the screen. Null where it is cut off, or has no frame. */
export function sizeOfGif(bytes: Buffer): Size | null {
  if (bytes.length < SCREEN_ENDS_AT) return null;
  let size: Size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  let frames = 0;
  let at: number | null = SCREEN_ENDS_AT + paletteBytes(bytes[10]);
  while (at !== null && at < bytes.length) {
    const block: number | undefined = bytes[at];
    if (block === TRAILER) return frames > 0 ? size : null;
    if (block === EXTENSION) at = endOfData(bytes, at + 2);
    else if (block === FRAME && at + FRAME_BYTES <= bytes.length) {
      size = covering(size, extentOf(bytes, at));
      frames += 1;
      // After its palette stands one byte, the size of its first codes.
      at = endOfData(bytes, at + FRAME_BYTES + paletteBytes(bytes[at + 9]) + 1);
    } else return null;
  }
  return null;
}

function extentOf(bytes: Buffer, at: number): Size {
  const word = (n: number) => bytes.readUInt16LE(at + 1 + 2 * n);
  return { width: word(0) + word(2), height: word(1) + word(3) };
}

/** Of the colours that follow, if the flags say that some do. */
function paletteBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Data is cut into parts of up to 255 bytes, each after its length; one of none is the last. */
function endOfData(bytes: Buffer, from: number): number | null {
  for (let at = from; at < bytes.length; ) {
    const length = bytes[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return null;
}
