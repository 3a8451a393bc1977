import { covering, type Size } from "./size";

/** The list of chunks begins after "RIFF", a length, and "WEBP". */
const CHUNKS_AT = 12;
const CHUNK_HEAD_BYTES = 8;
const ANIMATED_FRAME_BYTES = 16;

/**
 * What covers its canvas and all its frames: decoders differ in which they go by. Null where a chunk is cut off or one
 * that is known is broken, and where there is no frame.
 */
export function sizeOfWebp(bytes: Buffer): Size | null {
  if (bytes.length < CHUNKS_AT) return null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const first = bytes.toString("latin1", CHUNKS_AT, CHUNKS_AT + 4);
  if (!["VP8 ", "VP8L", "VP8X"].includes(first)) return null;
  const found = readChunks(bytes.subarray(CHUNKS_AT, end));
  return found && found.frames > 0 ? found.size : null;
}

/** What covers all that was found, and how many images are among it. */
type Found = { size: Size; frames: number };

function readChunks(bytes: Buffer, read = readChunk): Found | null {
  const all: Found = { size: { width: 0, height: 0 }, frames: 0 };
  for (let at = 0; at < bytes.length; ) {
    if (at + CHUNK_HEAD_BYTES > bytes.length) return null;
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + CHUNK_HEAD_BYTES, at + CHUNK_HEAD_BYTES + length);
    const found = data.length === length ? read(bytes.toString("latin1", at, at + 4), data) : null;
    if (!found) return null;
    all.size = covering(all.size, found.size);
    all.frames += found.frames;
    // An odd length is followed by a byte of padding.
    at += CHUNK_HEAD_BYTES + length + (length % 2);
  }
  return all;
}

function readChunk(type: string, data: Buffer): Found | null {
  if (type === "ANMF") return animated(data);
  if (type !== "VP8X") return readFrame(type, data);
  return data.length < 10 ? null : { size: sizeAt(data, 4), frames: 0 };
}

function readFrame(type: string, data: Buffer): Found | null {
  if (type !== "VP8 " && type !== "VP8L") return { size: { width: 0, height: 0 }, frames: 0 };
  const size = type === "VP8 " ? lossy(data) : lossless(data);
  return size && { size, frames: 1 };
}

/** Its place on the canvas, in twos of pixels, and its size; then the chunks of its image. */
function animated(data: Buffer): Found | null {
  if (data.length < ANIMATED_FRAME_BYTES) return null;
  const inner = readChunks(data.subarray(ANIMATED_FRAME_BYTES), readFrame);
  if (!inner) return null;
  const { width, height } = sizeAt(data, 6);
  const extent = { width: 2 * data.readUIntLE(0, 3) + width, height: 2 * data.readUIntLE(3, 3) + height };
  return { size: covering(extent, inner.size), frames: inner.frames };
}

/** A key frame begins with an even byte, and with a mark after three. */
function lossy(data: Buffer): Size | null {
  if (data.length < 10 || data.readUInt8(0) % 2 === 1 || data.readUIntBE(3, 3) !== 0x9d012a) return null;
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

function lossless(data: Buffer): Size | null {
  if (data.length < 5 || data.readUInt8(0) !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Two numbers of three bytes, each one less than what it stands for. */
function sizeAt(data: Buffer, at: number): Size {
  return { width: data.readUIntLE(at, 3) + 1, height: data.readUIntLE(at + 3, 3) + 1 };
}
