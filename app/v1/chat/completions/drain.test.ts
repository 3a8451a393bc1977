import { eq } from "drizzle-orm";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { entries, runs } from "@/db/schema";
import { drainRuns } from "@/lib/assistants";
import { until } from "@/lib/assistants/testing";
import { useDoor } from "../../testing";
import { ask } from "./testing";

const door = useDoor();
const { lab } = door;

test("a process that ends takes no new call, and ends those under way with what arrived", async () => {
  const { ctx, client } = await door.newProgram({ maxRetries: 0 });
  const stream = await client.chat.completions.create({
    ...ask("[[upstream:slow:20+tokens:900]]"),
    stream: true,
  });
  let failure: unknown;
  const reading = (async () => {
    for await (const _ of stream);
  })().catch((error: unknown) => {
    failure = error;
  });
  await until(async () => (lab.upstream.book().calls[0]?.outputTokens ?? 0) > 2);
  const drained = drainRuns({ timeoutMs: 300 });
  const refused = await client.chat.completions.create(ask("Hi")).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OpenAI.InternalServerError);
  expect(refused).toMatchObject({ status: 503, code: "service_unavailable" });
  await drained;
  await reading;
  expect(failure).toMatchObject({ code: "service_unavailable" });
  const { userId } = ctx.actor;
  expect(await lab.db.select().from(runs).where(eq(runs.userId, userId))).toMatchObject([
    { status: "incomplete", incompleteReason: "interrupted" },
  ]);
  expect(await lab.db.select().from(entries).where(eq(entries.userId, userId))).toMatchObject([
    { certainty: "estimated" },
  ]);
});
