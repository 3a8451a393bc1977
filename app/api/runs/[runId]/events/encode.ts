import type { RunEvent } from "@/lib/assistants/types";
import { log } from "@/lib/log";

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

type StreamOptions = {
  /** Aborted when the reader has gone, so that the events end too. */
  ended: AbortController;
  /** Asked at each heartbeat: a stream does not outlive the session it was opened with. */
  isStillSignedIn: () => Promise<boolean>;
  heartbeatMs?: number;
};

/** The id in a Last-Event-ID header, or null for none or nonsense. */
export function readEventId(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

export function encodeEvent({ id, type, data }: RunEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Server-Sent Events with a heartbeat, ended by the last event, the reader or the end of the session. */
export function toEventStream(
  events: AsyncIterable<RunEvent>,
  options: StreamOptions,
): ReadableStream<Uint8Array> {
  const { ended, isStillSignedIn, heartbeatMs = HEARTBEAT_MS } = options;
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => {
        write(": still here\n\n");
        isStillSignedIn().then(
          (signedIn) => signedIn || ended.abort(),
          (error: unknown) => log.warn({ err: error }, "the session of a stream could not be checked"),
        );
      }, heartbeatMs);
      void pump().finally(() => clearInterval(heartbeat));

      async function pump() {
        write(`retry: ${RETRY_MS}\n\n`);
        try {
          for await (const event of events) write(encodeEvent(event));
        } catch (error) {
          log.error({ err: error }, "a stream of events broke");
        }
        close(controller);
      }
    },
    cancel() {
      ended.abort();
    },
  });
}

/** A reader that has gone has closed the stream already. */
function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
