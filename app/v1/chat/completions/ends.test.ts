import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import OpenAI from "openai";
import { beforeEach, describe, expect, test } from "vitest";
import { attempts, entries, reservations, runs } from "@/db/schema";
import { recoverRuns } from "@/lib/assistants";
import { state } from "@/lib/assistants/runs/live";
import { until } from "@/lib/assistants/testing";
import type { Ctx } from "@/lib/org/types";
import { useDoor } from "../../testing";
import { ask, failureOf } from "./testing";

const door = useDoor();
const { lab } = door;
const { db } = lab;

beforeEach(() => {
  lab.upstream.reset();
  door.received.length = 0;
});

/** The member's only run, with how it was settled. */
async function settled({ actor }: Ctx) {
  const [run] = await db.select().from(runs).where(eq(runs.userId, actor.userId));
  const [entry] = await db.select().from(entries).where(eq(entries.userId, actor.userId));
  const held = and(eq(reservations.userId, actor.userId), eq(reservations.state, "pending"));
  return { run, entry, pending: await db.$count(reservations, held) };
}

const isSettled = (ctx: Ctx) => async () => (await settled(ctx)).run?.endedAt != null;

describe("a provider that does not answer", () => {
  test("with 429 is told with its wait, free of charge", async () => {
    const { ctx, client } = await door.newProgram({ maxRetries: 0 });
    const failure = await failureOf(client.chat.completions.create(ask("[[upstream:429:9:20]]")));
    expect(failure).toBeInstanceOf(OpenAI.RateLimitError);
    expect(failure).toMatchObject({ code: "rate_limit_exceeded" });
    expect(failure.headers?.get("retry-after")).toBe("20");
    expect(failure.headers?.get("x-should-retry")).toBeNull();
    const { run, entry, pending } = await settled(ctx);
    expect(run).toMatchObject({ status: "failed", errorCode: "rate_limited" });
    expect({ entry, pending }).toEqual({ entry: undefined, pending: 0 });
  });

  test("with 400 is told in its own words", async () => {
    const { ctx, client } = await door.newProgram();
    const failure = await failureOf(client.chat.completions.create(ask("[[upstream:400:9]]")));
    expect(failure).toMatchObject({ status: 400, code: "status_400", type: "invalid_request_error" });
    expect(failure.message).toContain("The upstream was told to refuse this call.");
    const { run, entry } = await settled(ctx);
    expect(run?.errorMessage).not.toContain("upstream");
    expect(entry).toBeUndefined();
  });

  test.each([
    ["500", "provider_unavailable"],
    ["cut:4", "provider_cut"],
    ["malformed:4", "provider_malformed"],
    ["error:4", "provider_reported"],
  ])("after %s may have worked: charged as estimated, and not repeated by itself", async (fault, code) => {
    const { ctx, client } = await door.newProgram();
    const failure = await failureOf(client.chat.completions.create(ask(`[[upstream:${fault}]]`)));
    expect(failure).toMatchObject({ status: 502, type: "api_error", code });
    expect(failure.headers?.get("x-should-retry")).toBe("false");
    expect(door.received).toHaveLength(1);
    expect(lab.upstream.book().calls).toHaveLength(1);
    expect((await settled(ctx)).entry).toMatchObject({ certainty: "estimated" });
  });

  test("in one piece instead of a stream is charged as it says", async () => {
    const { ctx, client } = await door.newProgram();
    const failure = await failureOf(client.chat.completions.create(ask("[[upstream:json]]")));
    expect(failure).toMatchObject({ status: 502, type: "api_error", code: "provider_not_a_stream" });
    expect(failure.headers?.get("x-should-retry")).toBe("false");
    expect((await settled(ctx)).entry).toMatchObject({ certainty: "exact" });
  });

  test("that does not take our own key is told without it, and free of charge", async () => {
    const { ctx, client } = await door.newProgram();
    const failure = await failureOf(client.chat.completions.create(ask("[[upstream:401:9]]")));
    expect(failure).toMatchObject({ status: 502, code: "provider_unauthorized" });
    expect(door.received).toHaveLength(1);
    expect((await settled(ctx)).entry).toBeUndefined();
  });

  test("to the end is told within the stream, after what came", async () => {
    const { ctx, client } = await door.newProgram();
    const stream = await client.chat.completions.create({ ...ask("[[upstream:cut:6]]"), stream: true });
    let text = "";
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    })();
    const failure = await failureOf(reading);
    expect(failure).toMatchObject({ type: "api_error", code: "provider_cut" });
    expect(text).toHaveLength(24);
    const { run, entry, pending } = await settled(ctx);
    expect(run).toMatchObject({ status: "incomplete", incompleteReason: "interrupted" });
    expect(entry).toMatchObject({ certainty: "estimated", certaintyReason: "interrupted" });
    expect(pending).toBe(0);
  });

  test("before the first chunk of a stream is an error like any other", async () => {
    const { client } = await door.newProgram();
    const asking = client.chat.completions.create({ ...ask("[[upstream:404:9]]"), stream: true });
    expect(await failureOf(asking)).toMatchObject({ status: 404, code: "model_not_found" });
  });
});

describe("a program that leaves", () => {
  test("in mid-stream ends the provider's work, and what arrived is charged", async () => {
    const { ctx, client } = await door.newProgram();
    const stream = await client.chat.completions.create({
      ...ask("[[upstream:slow:10+tokens:900]]"),
      stream: true,
    });
    let read = 0;
    for await (const chunk of stream) {
      read += chunk.choices[0]?.delta.content ? 1 : 0;
      if (read > 5) stream.controller.abort();
    }
    await until(async () => lab.upstream.book().calls[0]?.clientDisconnected === true);
    await until(isSettled(ctx));
    const { run, entry, pending } = await settled(ctx);
    expect(run?.status).toBe("cancelled");
    expect(entry).toMatchObject({ certainty: "estimated", certaintyReason: "stopped" });
    expect(entry?.outputTokens).toBeGreaterThan(4);
    expect(entry?.outputTokens).toBeLessThan(300);
    expect(pending).toBe(0);
  });

  test("while it waits for a whole answer does the same", async () => {
    const { ctx, client } = await door.newProgram({ maxRetries: 0 });
    const leave = new AbortController();
    const asking = client.chat.completions.create(ask("[[upstream:slow:10+tokens:900]]"), {
      signal: leave.signal,
    });
    const failure = failureOf(asking);
    await until(async () => (lab.upstream.book().calls[0]?.outputTokens ?? 0) > 5);
    leave.abort();
    expect(await failure).toBeInstanceOf(OpenAI.APIUserAbortError);
    await until(async () => lab.upstream.book().calls[0]?.clientDisconnected === true);
    await until(isSettled(ctx));
    expect((await settled(ctx)).entry).toMatchObject({ certaintyReason: "stopped" });
  });
});

describe("the official client that gives up waiting and asks again", () => {
  const hurried = { timeout: 400, maxRetries: 1 };

  test("makes a second call, which is held and charged by itself, and both are settled", async () => {
    const { ctx, client } = await door.newProgram();
    const asking = client.chat.completions.create(ask("[[upstream:hang]]"), hurried);
    expect(await failureOf(asking)).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
    expect(door.received).toHaveLength(2);
    const mine = eq(entries.userId, ctx.actor.userId);
    await until(async () => (await db.$count(entries, mine)) === 2);
    expect(await db.select().from(entries).where(mine)).toMatchObject([
      { certaintyReason: "stopped" },
      { certaintyReason: "stopped" },
    ]);
    expect((await settled(ctx)).pending).toBe(0);
  });

  test("makes no second call where it sends an Idempotency-Key", async () => {
    const { ctx, client } = await door.newProgram();
    const options = { ...hurried, headers: { "Idempotency-Key": randomUUID() } };
    const failure = await failureOf(client.chat.completions.create(ask("[[upstream:hang]]"), options));
    expect(failure).toMatchObject({ status: 409, code: "idempotency_key_used" });
    expect(lab.upstream.book().calls).toHaveLength(1);
    await until(isSettled(ctx));
    expect(await db.$count(entries, eq(entries.userId, ctx.actor.userId))).toBe(1);
  });
});

describe("a request that is sent twice", () => {
  const headers = () => ({ "Idempotency-Key": randomUUID() });

  test("by the official client has no Idempotency-Key of its own, so it is a second call", async () => {
    const { ctx, client } = await door.newProgram();
    await client.chat.completions.create(ask("Hi"));
    await client.chat.completions.create(ask("Hi"));
    expect(door.received.map((request) => request.headers["idempotency-key"])).toEqual([
      undefined,
      undefined,
    ]);
    expect(await db.$count(entries, eq(entries.userId, ctx.actor.userId))).toBe(2);
  });

  test("with one key is called once, also at the same moment", async () => {
    const { ctx, client } = await door.newProgram();
    const same = { headers: headers() };
    const both = await Promise.allSettled(
      Array.from({ length: 6 }, () => client.chat.completions.create(ask("Hi"), same)),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const again = await failureOf(client.chat.completions.create(ask("Hi"), same));
    expect(again).toBeInstanceOf(OpenAI.ConflictError);
    expect(again).toMatchObject({ status: 409, code: "idempotency_key_used" });
    expect(again.message).toContain("charged already, once");
    expect(again.headers?.get("x-should-retry")).toBe("false");
    expect(door.received).toHaveLength(7);
    expect(lab.upstream.book().calls).toHaveLength(1);
    expect(await db.$count(entries, eq(entries.userId, ctx.actor.userId))).toBe(1);
  });

  test("with one key while the first is under way is told to wait", async () => {
    const { client } = await door.newProgram();
    const same = { headers: headers() };
    const request = { ...ask("[[upstream:slow:5+tokens:100]]"), stream: true } as const;
    const stream = await client.chat.completions.create(request, same);
    const again = await failureOf(client.chat.completions.create(request, same));
    expect(again.message).toContain("is being answered already");
    for await (const _ of stream);
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("with one key and other words is a conflict", async () => {
    const { client } = await door.newProgram();
    const same = { headers: headers() };
    await client.chat.completions.create(ask("Hi"), same);
    const other = await failureOf(client.chat.completions.create(ask("Ho"), same));
    expect(other).toMatchObject({ status: 409, code: "idempotency_key_reused" });
    expect(lab.upstream.book().calls).toHaveLength(1);
  });

  test("with one key is called again where the first call cost nothing", async () => {
    const { ctx, client } = await door.newProgram();
    const answer = await client.chat.completions.create(ask("[[upstream:429:3:0.01]] Hi"), {
      headers: headers(),
    });
    expect(answer.choices[0]?.finish_reason).toBe("stop");
    expect(door.received).toHaveLength(2);
    expect(await db.$count(entries, eq(entries.userId, ctx.actor.userId))).toBe(1);
  });

  test("with the key of another API key is nobody's repetition", async () => {
    const same = { headers: headers() };
    for (const { client } of [await door.newProgram(), await door.newProgram()]) {
      await client.chat.completions.create(ask("Hi"), same);
    }
    expect(lab.upstream.book().calls).toHaveLength(2);
  });

  test("with a key that is too long is refused", async () => {
    const { client } = await door.newProgram();
    const long = { headers: { "Idempotency-Key": "k".repeat(256) } };
    expect(await failureOf(client.chat.completions.create(ask("Hi"), long))).toMatchObject({ status: 400 });
  });
});

describe("a process that dies while it serves a program", () => {
  test("leaves a call that the reaper settles as estimated", async () => {
    const { ctx, client } = await door.newProgram({ maxRetries: 0 });
    const leave = new AbortController();
    const asking = client.chat.completions
      .create(ask("[[upstream:hang]]"), { signal: leave.signal })
      .catch(() => null);
    const mine = eq(attempts.userId, ctx.actor.userId);
    await until(async () => lab.upstream.book().calls.length === 1);
    await db.update(attempts).set({ leaseExpiresAt: sql`now() - interval '1 second'` }).where(mine);
    state.attempts.clear();
    await recoverRuns(db);
    const { run, entry, pending } = await settled(ctx);
    expect(run).toMatchObject({ status: "failed", errorCode: "interrupted" });
    expect(entry).toMatchObject({ certainty: "estimated", certaintyReason: "interrupted" });
    expect(pending).toBe(0);
    leave.abort();
    await asking;
  });
});
