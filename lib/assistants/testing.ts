import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect } from "vitest";
import { z } from "zod";
import type { Db } from "@/db/client";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import { startRun } from ".";
import { followRun } from "./runs/follow";
import type { RunEvent, StartedRun } from "./types";

/** The real thing for a test file: a database, prices, and the scriptable upstream as the only provider. */
export function useAssistants(place: { readonly db: Db } = { db: useTestDb(20) }) {
  const box: { upstream: Upstream | undefined } = { upstream: undefined };
  beforeAll(async () => {
    const upstream = await startUpstream();
    box.upstream = upstream;
    process.env.OPENAI_BASE_URL = upstream.url;
    process.env.OPENAI_API_KEY = "test";
    process.env.OPENAI_API = "responses";
    process.env.DEFAULT_MODEL = "gpt-4o-mini";
    await syncPrices(place.db);
  });
  afterAll(() => box.upstream?.close());
  return {
    get db(): Db {
      return place.db;
    },
    get upstream(): Upstream {
      if (!box.upstream) throw new Error("The upstream starts before the first test.");
      return box.upstream;
    },
    async newCtx(role: "admin" | "member" = "admin"): Promise<Ctx & { db: Db }> {
      return { db: place.db, actor: await makeMember(place.db, role) };
    },
  };
}

/** Sends a message and reads its events to the end. */
export async function sendAndWait(ctx: Ctx, text: string, threadId: string | null = null) {
  const started = await startRun(ctx, { threadId, text, idempotencyKey: randomUUID() });
  return { started, ...(await readToEnd(ctx, started)) };
}

export async function readToEnd(
  ctx: Ctx,
  started: Pick<StartedRun, "runId">,
  afterEventId: number | null = null,
) {
  const events: RunEvent[] = [];
  const signal = AbortSignal.timeout(15_000);
  for await (const event of await followRun(ctx, { runId: started.runId, afterEventId, signal }))
    events.push(event);
  return { events, text: textOf(events), outcome: outcomeOf(events) };
}

export function textOf(events: RunEvent[]): string {
  return events.reduce((text, event) => {
    if (event.type === "snapshot") return event.data.text;
    return event.type === "delta" ? text + event.data.text : text;
  }, "");
}

function outcomeOf(events: RunEvent[]) {
  const done = events.find((event) => event.type === "done");
  if (done?.type !== "done") throw new Error(`The run never ended: ${JSON.stringify(events.at(-1))}`);
  return done.data;
}

/** Waits for what another connection or process does, ten seconds at the most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await holds()); i += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  expect(await holds()).toBe(true);
}

/** The texts, but for the instructions, of the last request whose last text is this one. */
export function sentLast({ upstream }: { upstream: Upstream }, text: string): string[] {
  const requests = upstream.requests().map(({ body }) => inputSchema.safeParse(body).data?.input ?? []);
  const found = requests.findLast((input) => input.at(-1)?.content === text);
  if (!found) throw new Error(`Nobody was sent ${text}.`);
  return found.map(({ content }) => content);
}

const inputSchema = z.object({ input: z.array(z.object({ content: z.string() })) });
