import { randomUUID } from "node:crypto";
import { z } from "zod";
import { actionRequest, resultIn } from "../../scripts/client/action-call";
import { BenchFailure } from "../failure";
import { open, readEvents, readText, startTiming, type Timing } from "./stream";

/** A signed-in member and the thread they write in. */
export type Sender = { cookie: string; threadId: string | null };

export type App = { url: string; actionId: string };

const startedSchema = z.object({
  ok: z.literal(true),
  data: z.object({ threadId: z.string(), runId: z.string() }),
});
const doneSchema = z.object({ status: z.string() });
const snapshotSchema = z.object({ text: z.string() });

/** One message sent as the browser sends it: the server action, then the run's events to their end. */
export async function sendMessage(app: App, sender: Sender, text: string): Promise<Timing> {
  const timing = startTiming();
  const { threadId, runId } = await invokeAction(app, sender, text);
  sender.threadId = threadId;
  const headers = { cookie: sender.cookie, accept: "text/event-stream" };
  const response = await open(`${app.url}/api/runs/${runId}/events`, { headers });
  let status = "unknown";
  await readEvents(response, (name, data) => {
    if (name === "delta") timing.text();
    else if (name === "snapshot" && snapshotSchema.parse(JSON.parse(data)).text) timing.text();
    else if (name === "done") status = doneSchema.parse(JSON.parse(data)).status;
  });
  if (status !== "completed") throw new BenchFailure(`An answer ended ${status} instead of completed.`);
  return timing.end("An answer");
}

async function invokeAction({ url, actionId }: App, { cookie, threadId }: Sender, text: string) {
  const input = { threadId, text, idempotencyKey: randomUUID() };
  const path = threadId ? `/threads/${threadId}` : "/";
  const { body, ...request } = actionRequest({ origin: url, path, actionId, cookie, input });
  const result = resultIn(await readText(await open(request.url, request, body)));
  const started = startedSchema.safeParse(result);
  if (!started.success) throw new BenchFailure(`A message was not taken: ${JSON.stringify(result)}`);
  return started.data.data;
}
