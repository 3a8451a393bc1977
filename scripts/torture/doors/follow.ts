import { setTimeout as sleep } from "node:timers/promises";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { z } from "zod";
import { call } from "../http";
import type { Sent } from "../sent";
import { askable, type World } from "../world";

const PAUSE_MS = 300;
/** No event for so long, not even a heartbeat: the process is paused. */
const SILENCE_MS = 4_000;

const textSchema = z.object({ text: z.string() });
const doneSchema = z.object({ status: z.string(), text: z.string() });

/** Reads a run's events to the last one, from any instance, and comes back with the last id when a stream breaks. */
export async function followRun(world: World, cookie: string, sent: Sent): Promise<void> {
  const reader = createReader(sent);
  for (let tried = 0; sent.status === null && !world.closed.aborted; tried++) {
    const [instance] = askable(world, (sent.instance ?? 0) + tried);
    if (instance) await readOnce(world, `${instance.url}/api/runs/${sent.runId}/events`, { cookie, reader });
    if (sent.status === null) await sleep(PAUSE_MS);
  }
}

type Reader = ReturnType<typeof createReader>;

/** Keeps what a page would show, and the id to come back with. */
function createReader(sent: Sent) {
  let lastId: string | null = null;
  let shown = "";
  return {
    lastId: () => lastId,
    isDone: () => sent.status !== null,
    read({ id, event, data }: EventSourceMessage): void {
      lastId = id ?? lastId;
      if (event === "delta") shown += textSchema.parse(JSON.parse(data)).text;
      else if (event === "snapshot") shown = textSchema.parse(JSON.parse(data)).text;
      else if (event === "done") sent.status = doneSchema.parse(JSON.parse(data)).status;
      if (shown !== "") sent.firstTextAtMs ??= Date.now();
      if (shown.length > sent.seen.length) sent.seen = shown;
    },
  };
}

async function readOnce(
  world: World,
  url: string,
  { cookie, reader }: { cookie: string; reader: Reader },
): Promise<void> {
  const lastId = reader.lastId();
  const resume = lastId === null ? {} : { "last-event-id": lastId };
  const headers = { cookie, accept: "text/event-stream", ...resume };
  const message = await call(url, { headers, signal: world.closed, silenceMs: SILENCE_MS }).catch(() => null);
  if (message?.statusCode !== 200) return void message?.destroy();
  const parser = createParser({ onEvent: reader.read });
  try {
    for await (const text of message.setEncoding("utf8")) {
      parser.feed(text);
      if (reader.isDone()) break;
    }
  } catch (error) {
    // A broken stream: the caller comes back. Anything else is a fault of ours.
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw error;
  }
}
