import { AppError } from "@/lib/errors";
import { BEYOND, IMAGE_BYTES_MAX } from "./limits";

const FIRST_BYTES = 65_536;

/** All bytes of a file in one buffer, however small they come. Stops reading at the first byte too many: `invalid`. */
export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let read = Buffer.alloc(FIRST_BYTES);
  let bytes = 0;
  for await (const chunk of chunks) {
    const needed = bytes + chunk.byteLength;
    if (needed > IMAGE_BYTES_MAX) throw new AppError("invalid", BEYOND.file);
    if (needed > read.length) read = enlarged(read, needed);
    read.set(chunk, bytes);
    bytes = needed;
  }
  return read.subarray(0, bytes);
}

/** At least twice as large, so that few copies are made. */
function enlarged(read: Buffer, needed: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(Math.min(IMAGE_BYTES_MAX, Math.max(needed, 2 * read.length)));
  larger.set(read);
  return larger;
}
