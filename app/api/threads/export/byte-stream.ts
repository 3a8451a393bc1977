import { log } from "@/lib/log";

const CHARACTERS_AT_ONCE = 64 * 1024;

/**
 * Pieces of text as a body that is made as fast as it is read. What fails before the first bytes is thrown; later on
 * the stream fails, which cuts the connection, so that no reader takes a part for the whole.
 */
export async function toByteStream(pieces: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let next: string | null = await gather(pieces);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next === null) return controller.close();
        controller.enqueue(encoder.encode(next));
        next = await gather(pieces).catch((error: unknown) => {
          log.error({ err: error }, "an export broke off");
          throw error;
        });
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The next pieces together; null at the end. */
async function gather(pieces: AsyncGenerator<string>): Promise<string | null> {
  let text = "";
  while (text.length < CHARACTERS_AT_ONCE) {
    const { value, done } = await pieces.next();
    if (done) return text || null;
    text += value;
  }
  return text;
}
