import type { Size } from "./size";

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const AROUND_CHUNK_BYTES = 12;

/** Its header must be its first chunk and its only one: of two, decoders disagree. Null where it ends before its end. */
export function sizeOfPng(bytes: Buffer): Size | null {
  let size: Size | null = null;
  for (let at = SIGNATURE_BYTES; at + AROUND_CHUNK_BYTES <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const isHeader = type === "IHDR";
    if (isHeader !== (at === SIGNATURE_BYTES) || at + AROUND_CHUNK_BYTES + length > bytes.length) return null;
    if (isHeader) size = length === 13 ? readHeader(bytes, at + 8) : null;
    if (type === "IEND" || !size) return size;
    at += AROUND_CHUNK_BYTES + length;
  }
  return null;
}

function readHeader(bytes: Buffer, at: number): Size {
  return { width: bytes.readUInt32BE(at), height: bytes.readUInt32BE(at + 4) };
}
