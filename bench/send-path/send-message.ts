import { randomUUID } from "node:crypto";
import { z } from "zod";
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

/** Posts what React's `encodeReply` makes of one plain object, and reads the result out of the reply's rows. */
async function invokeAction(app: App, { cookie, threadId }: Sender, text: string) {
  const page = threadId ? `${app.url}/threads/${threadId}` : `${app.url}/`;
  const headers = {
    cookie,
    accept: "text/x-component",
    "content-type": "text/plain;charset=UTF-8",
    "next-action": app.actionId,
    origin: app.url,
    "sec-fetch-site": "same-origin",
  };
  const body = JSON.stringify([{ threadId, text, idempotencyKey: randomUUID() }]);
  const reply = await readText(await open(page, { method: "POST", headers }, body));
  const result = resultIn(reply);
  const started = startedSchema.safeParse(result);
  if (!started.success) throw new BenchFailure(`A message was not taken: ${JSON.stringify(result)}`);
  return started.data.data;
}

/** Row 0 names the row that holds the action's result. */
export function resultIn(reply: string): unknown {
  const rows = new Map<string, string>();
  for (const line of reply.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) rows.set(line.slice(0, colon), line.slice(colon + 1));
  }
  const reference = /"a":"\$@([0-9a-f]+)"/.exec(rows.get("0") ?? "")?.[1];
  const row = reference === undefined ? undefined : rows.get(reference);
  return row === undefined ? null : JSON.parse(row);
}
