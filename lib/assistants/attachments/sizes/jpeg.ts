import type { Size } from "./size";

const [FILL, START_OF_SCAN, COMMENT] = [0xff, 0xda, 0xfe];
/** Of a frame header without its components, and of each of those. */
const [FRAME_BYTES, COMPONENT_BYTES] = [8, 3];

/**
 * The frame header stands among other segments, each with its length, before the first scan. Whatever decoders read in
 * ways of their own is refused: bytes between segments, markers without a length, and a second frame header.
 */
export function sizeOfJpeg(bytes: Buffer): Size | null {
  let size: Size | null = null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === FILL; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === FILL) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return size;
    const length = bytes.readUInt16BE(at + 2);
    const isEntire = length >= 2 && at + 2 + length <= bytes.length;
    if (!isEntire || !(isFrame(marker) || isSkipped(marker))) return null;
    if (isFrame(marker)) {
      const frame = readFrame(bytes.subarray(at + 2, at + 2 + length));
      if (size || !frame) return null;
      size = frame;
    }
    at += 2 + length;
  }
  return null;
}

function readFrame(segment: Buffer): Size | null {
  if (segment.length < FRAME_BYTES) return null;
  if (segment.length !== FRAME_BYTES + COMPONENT_BYTES * segment.readUInt8(7)) return null;
  return { height: segment.readUInt16BE(3), width: segment.readUInt16BE(5) };
}

/** Tables of Huffman codes and of arithmetic coding, which stand among the markers of frames. */
const TABLES = [0xc4, 0xcc];

/** SOF0 to SOF15, without the three markers of other meaning among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && !TABLES.includes(marker);
}

/** Tables, the number of lines, the interval of restarts, what applications put in, and comments. */
function isSkipped(marker: number): boolean {
  const isTable = TABLES.includes(marker) || (marker >= 0xdb && marker <= 0xdd);
  return isTable || (marker >= 0xe0 && marker <= 0xef) || marker === COMMENT;
}
