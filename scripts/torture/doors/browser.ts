import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { actionRequest, resultIn } from "../../client/action-call";
import { call, readText } from "../http";
import type { Instance } from "../lab/instance";
import { note, type Sent } from "../sent";
import { askable, type World } from "../world";
import { followRun } from "./follow";

/** A person presses the button again when nothing happens for so long. */
const ANSWER_TIMEOUT_MS = 5_000;
const PATIENCE_MS = 25_000;
const PAUSE_MS = 250;

const startedSchema = z.object({
  ok: z.literal(true),
  data: z.object({ threadId: z.string(), runId: z.string() }),
});
const refusedSchema = z.object({ ok: z.literal(false), code: z.string(), message: z.string() });

/** Sends a message as a browser does: the server action with one key until somebody answers, then the run's events. */
export async function sendByBrowser(world: World, cookie: string, sent: Sent): Promise<void> {
  const start = () => startAnswer(world, cookie, sent);
  await (sent.plan.duplicate === "at_once" ? Promise.all([start(), start()]) : start());
  if (sent.runId === null) return;
  if (sent.plan.duplicate === "other_body") await sendOtherBody(world, cookie, sent);
  const stopped = stopLater(world, cookie, sent);
  await followRun(world, cookie, sent);
  await stopped;
}

async function startAnswer(world: World, cookie: string, sent: Sent): Promise<void> {
  for (let tried = 0; Date.now() - sent.sentAtMs < PATIENCE_MS && !world.closed.aborted; tried++) {
    const [instance] = askable(world, sent.plan.instance + tried);
    const { text, threadId, key } = sent;
    const input = { text, threadId, idempotencyKey: key };
    const incarnation = instance?.incarnation() ?? null;
    const result = instance
      ? await callAction(world, instance, { name: "sendMessage", cookie, input })
      : null;
    if (instance && result !== null && noteResult(sent, result, { instance: instance.number, incarnation }))
      return;
    await sleep(PAUSE_MS);
  }
  if (sent.answer === null) note(sent, { answer: "unanswered" });
}

/** False where the sender should try again. */
function noteResult(
  sent: Sent,
  result: unknown,
  by: { instance: number; incarnation: number | null },
): boolean {
  const started = startedSchema.safeParse(result);
  if (started.success) {
    const { runId, threadId } = started.data.data;
    sent.runIds.add(runId);
    if (sent.runId === null)
      note(sent, { answer: "accepted", acceptedAtMs: Date.now(), runId, threadId, ...by });
    return true;
  }
  const refused = refusedSchema.safeParse(result);
  if (!refused.success || refused.data.code === "server_error") return false;
  if (sent.answer === null) {
    const { code, message } = refused.data;
    const answer = code === "budget_exceeded" ? "refused" : code === "conflict" ? "conflict" : "failed";
    note(sent, { answer, reason: `${code}: ${message}`, ...by });
  }
  return true;
}

async function sendOtherBody(world: World, cookie: string, sent: Sent): Promise<void> {
  const [instance] = askable(world, sent.plan.instance + 1);
  if (!instance) return;
  const { threadId, key } = sent;
  const input = { text: `${sent.text} and more`, threadId, idempotencyKey: key };
  const result = await callAction(world, instance, { name: "sendMessage", cookie, input });
  if (startedSchema.safeParse(result).success) sent.otherBody = "accepted";
  else if (refusedSchema.safeParse(result).success) sent.otherBody = "refused";
}

async function stopLater(world: World, cookie: string, sent: Sent): Promise<void> {
  if (sent.plan.stopAfterMs === null) return;
  await sleep(sent.plan.stopAfterMs);
  for (let tried = 0; sent.status === null && !world.closed.aborted; tried++) {
    const [instance] = askable(world, (sent.instance ?? 0) + tried);
    const input = { runId: sent.runId };
    const result = instance ? await callAction(world, instance, { name: "stopRun", cookie, input }) : null;
    if (z.object({ ok: z.literal(true) }).safeParse(result).success) return;
    await sleep(PAUSE_MS);
  }
}

type Called = { name: keyof World["actions"]; cookie: string; input: object };

/** What the action answered; null when nothing, or nothing readable, came back. */
async function callAction(
  world: World,
  instance: Instance,
  { name, cookie, input }: Called,
): Promise<unknown> {
  const { url, ...request } = actionRequest({
    origin: instance.url,
    path: "/",
    actionId: world.actions[name],
    cookie,
    input,
  });
  try {
    const limits = { signal: world.closed, silenceMs: ANSWER_TIMEOUT_MS };
    return resultIn(await readText(await call(url, { ...request, ...limits })));
  } catch {
    // A killed, paused or starting process: the caller asks another one.
    return null;
  }
}
