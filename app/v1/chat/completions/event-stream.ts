import { explainToProgram } from "@/lib/action";

const HEARTBEAT_MS = 15_000;

/**
 * Chunks as OpenAI sends them: one `data` each, `[DONE]` at the end. A failure on the way is told as an error object
 * without `[DONE]`. `ended` is aborted when the reader has gone. Comments keep the connection while a model thinks.
 */
export function toEventStream(
  chunks: AsyncIterable<object>,
  ended: AbortController,
  heartbeatMs = HEARTBEAT_MS,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
      void pump().finally(() => clearInterval(heartbeat));

      async function pump() {
        try {
          for await (const chunk of chunks) write(`data: ${JSON.stringify(chunk)}\n\n`);
          write("data: [DONE]\n\n");
        } catch (error) {
          write(`data: ${JSON.stringify(explainToProgram(error).body)}\n\n`);
        }
        if (!ended.signal.aborted) controller.close();
      }
    },
    cancel() {
      ended.abort();
    },
  });
}
