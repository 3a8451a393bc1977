import { log } from "@/lib/log";

const CHARACTERS_AT_ONCE = 64 * 1024;

/**
 * Pieces of text as a body that is made as fast as it is read. What fails before the first bytes is thrown; later on
 * the stream fails, which cuts the connection, so that no reader takes a part for the whole.
 */
export async function toByteStream(pieces: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const first = { text: await gather(pieces), isSent: false };
  const next = () => {
    if (first.isSent) return gather(pieces);
    first.isSent = true;
    return first.text;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const text = await next();
          if (text === null) controller.close();
          else controller.enqueue(encoder.encode(text));
        } catch (error) {
          log.error({ err: error }, "an export broke off");
          throw error;
        }
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
