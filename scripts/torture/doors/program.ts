import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import { unlessAborted } from "../http";
import { MODEL } from "../lab/budgets";
import { note, type Sent } from "../sent";
import { askable, type World } from "../world";

const ANSWER_TIMEOUT_MS = 20_000;
const PATIENCE_MS = 25_000;
const PAUSE_MS = 300;

/** Sends a message as a program does, with the official client; its own repetitions are off, since ours know the instances. */
export async function sendByProgram(world: World, apiKey: string, sent: Sent): Promise<void> {
  const start = () => ask(world, apiKey, sent);
  await (sent.plan.duplicate === "at_once" ? Promise.all([start(), start()]) : start());
  sent.answer ??= "unanswered";
  if (sent.plan.duplicate === "other_body" && sent.answer === "accepted")
    await askOtherwise(world, apiKey, sent);
}

async function ask(world: World, apiKey: string, sent: Sent): Promise<void> {
  for (let tried = 0; Date.now() - sent.sentAtMs < PATIENCE_MS && !world.closed.aborted; tried++) {
    const [instance] = askable(world, sent.plan.instance + tried);
    if (instance) {
      const by = { instance: instance.number, incarnation: instance.incarnation() };
      const client = clientFor(instance.url, apiKey);
      if (await askOnce(world, client, { sent, by })) return;
    }
    await sleep(PAUSE_MS);
  }
}

type By = { instance: number; incarnation: number };

/** False where the program should try again with the same key. */
async function askOnce(world: World, client: OpenAI, { sent, by }: { sent: Sent; by: By }): Promise<boolean> {
  const { plan, text, key } = sent;
  const hangUp = new AbortController();
  const { signal } = hangUp;
  const end = () => hangUp.abort();
  world.closed.addEventListener("abort", end);
  const timer = plan.stopAfterMs === null ? null : setTimeout(end, plan.stopAfterMs);
  const body = {
    model: MODEL,
    messages: [{ role: "user" as const, content: text }],
    max_tokens: plan.outputTokensMax,
  };
  const asked = { body, options: { signal, headers: { "idempotency-key": key } } };
  try {
    const work = plan.stream
      ? readStream(client, asked, { sent, by })
      : readWhole(client, asked, { sent, by });
    await unlessAborted(signal, work);
    return true;
  } catch (error) {
    return signal.aborted || noteFailure(sent, error);
  } finally {
    if (timer) clearTimeout(timer);
    world.closed.removeEventListener("abort", end);
  }
}

type Asked = {
  body: { model: string; messages: { role: "user"; content: string }[]; max_tokens: number };
  options: OpenAI.RequestOptions;
};

async function readWhole(
  client: OpenAI,
  { body, options }: Asked,
  { sent, by }: { sent: Sent; by: By },
): Promise<void> {
  const { id, choices } = await client.chat.completions.create(body, options);
  accept(sent, id, by);
  sent.seen = choices[0]?.message.content ?? "";
  sent.status = "completed";
}

async function readStream(
  client: OpenAI,
  { body, options }: Asked,
  { sent, by }: { sent: Sent; by: By },
): Promise<void> {
  const stream = await client.chat.completions.create({ ...body, stream: true }, options);
  let text = "";
  for await (const { id, choices } of stream) {
    accept(sent, id, by);
    text += choices[0]?.delta.content ?? "";
    if (text !== "") sent.firstTextAtMs ??= Date.now();
    if (text.length > sent.seen.length) sent.seen = text;
    if (choices[0]?.finish_reason) sent.status = choices[0].finish_reason;
  }
}

function accept(sent: Sent, id: string, by: By): void {
  const runId = runIdIn(id);
  sent.runIds.add(runId);
  if (sent.acceptedAtMs === null) {
    note(sent, { answer: "accepted", acceptedAtMs: Date.now(), runId, ...by });
  }
}

/** An answer's id is its run's, without the dashes. */
function runIdIn(id: string): string {
  return id.replace(/^chatcmpl-(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** True where trying again would change nothing. */
function noteFailure(sent: Sent, error: unknown): boolean {
  // The client names only what happens before the first byte; a stream that breaks off later is a bare TypeError.
  if (error instanceof TypeError && error.message === "terminated") return false;
  if (!(error instanceof OpenAI.APIError)) throw error;
  const { status, code, message, headers } = error;
  const isFinal = status !== undefined && status < 500 && status !== 408;
  if (!isFinal && headers?.get("x-should-retry") !== "false") return false;
  if (sent.answer !== null) return true;
  const isRefused = status === 429 && code === "insufficient_quota";
  const answer = isRefused ? "refused" : status === 409 ? "conflict" : "failed";
  note(sent, { answer, reason: `${status} ${code}: ${message}` });
  return true;
}

async function askOtherwise(world: World, apiKey: string, sent: Sent): Promise<void> {
  const [instance] = askable(world, sent.plan.instance + 1);
  if (!instance) return;
  try {
    const asking = clientFor(instance.url, apiKey).chat.completions.create(
      { model: MODEL, messages: [{ role: "user", content: `${sent.text} and more` }] },
      { headers: { "idempotency-key": sent.key } },
    );
    await unlessAborted(world.closed, asking);
    sent.otherBody = "accepted";
  } catch (error) {
    if (error instanceof OpenAI.APIError && error.status !== undefined && error.status < 500)
      sent.otherBody = "refused";
  }
}

function clientFor(url: string, apiKey: string): OpenAI {
  return new OpenAI({
    baseURL: `${url}/v1`,
    apiKey,
    maxRetries: 0,
    timeout: ANSWER_TIMEOUT_MS,
    logLevel: "off",
  });
}
