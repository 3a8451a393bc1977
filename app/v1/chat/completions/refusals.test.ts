import { eq } from "drizzle-orm";
import OpenAI from "openai";
import { beforeEach, describe, expect, test } from "vitest";
import { entries, reservations, runs } from "@/db/schema";
import { assignMember, setBudget, setKeyLimit } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import { disableMember, listApiKeys, revokeApiKey, savePlan } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { useDoor } from "../../testing";
import { ask, failureOf } from "./testing";

const door = useDoor();
const { lab } = door;
const { db } = lab;

beforeEach(() => lab.upstream.reset());

/** Whatever a member's calls left behind; a refused one leaves nothing. */
async function traces({ actor }: Ctx) {
  const [booked, started, held] = await Promise.all([
    db.$count(entries, eq(entries.userId, actor.userId)),
    db.$count(runs, eq(runs.userId, actor.userId)),
    db.$count(reservations, eq(reservations.userId, actor.userId)),
  ]);
  return { booked, started, held, called: lab.upstream.book().calls.length };
}

const NOTHING = { booked: 0, started: 0, held: 0, called: 0 };

async function ownKey(ctx: Ctx) {
  const [key] = await listApiKeys(ctx);
  if (!key) throw new Error("The member has a key.");
  return key;
}

async function memberBudget({ actor }: Ctx, usd: string) {
  const admin = await lab.newCtx("admin");
  const scope = { scope: "member", scopeId: actor.userId } as const;
  await setBudget(admin, { ...scope, period: "day", unit: "usd", onLimit: "block", limit: parseUsd(usd) });
}

describe("a program's key", () => {
  test.each([
    ["none", ""],
    ["a wrong one", `pk_${"x".repeat(43)}`],
    ["another kind", "sk-123"],
  ])("lets nobody in who sends %s", async (_name, key) => {
    const response = await fetch(`${door.baseUrl}/chat/completions`, {
      method: "POST",
      headers: key ? { authorization: `Bearer ${key}` } : {},
      body: "{",
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: {
        message: expect.stringMatching(/\.|…$/),
        type: "invalid_request_error",
        param: null,
        code: "invalid_api_key",
      },
    });
  });

  test("ends with the request after it is revoked", async () => {
    const { ctx, client } = await door.newProgram();
    await client.chat.completions.create(ask("Hi"));
    await revokeApiKey(ctx, await ownKey(ctx));
    const failure = await failureOf(client.chat.completions.create(ask("Hi")));
    expect(failure).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(failure).toMatchObject({ status: 401, code: "invalid_api_key" });
  });

  test("does not work for a disabled member", async () => {
    const { ctx, client } = await door.newProgram();
    await disableMember(await lab.newCtx("admin"), ctx.actor);
    expect(await failureOf(client.models.list())).toMatchObject({ status: 401 });
  });
});

describe("a program's call over budget", () => {
  test("is refused before any call, and the official client does not repeat it", async () => {
    const { ctx, client } = await door.newProgram();
    await memberBudget(ctx, "0.000001");
    door.received.length = 0;
    const failure = await failureOf(client.chat.completions.create(ask("Hi")));
    expect(failure).toBeInstanceOf(OpenAI.RateLimitError);
    expect(failure).toMatchObject({
      status: 429,
      type: "insufficient_quota",
      code: "insufficient_quota",
      message: expect.stringContaining("your budget for today"),
    });
    expect(failure.headers?.get("x-should-retry")).toBe("false");
    expect(door.received).toHaveLength(1);
    expect(await traces(ctx)).toEqual(NOTHING);
  });

  test("is refused by the key's own budget, and another key of the member goes on", async () => {
    const { ctx, client } = await door.newProgram();
    const { apiKeyId } = await ownKey(ctx);
    await setKeyLimit(ctx, { apiKeyId, period: "month", limit: parseUsd("0.000001") });
    const failure = await failureOf(client.chat.completions.create(ask("Hi")));
    expect(failure).toMatchObject({
      code: "insufficient_quota",
      message: expect.stringContaining("this key's November budget"),
    });
    expect(await traces(ctx)).toEqual(NOTHING);
    await setKeyLimit(ctx, { apiKeyId, period: "month", limit: null });
    await client.chat.completions.create(ask("Hi"));
  });

  test("is cut to what the budget affords", async () => {
    const { ctx, client } = await door.newProgram();
    await memberBudget(ctx, "0.0003");
    const answer = await client.chat.completions.create(ask("[[upstream:tokens:3000]]"));
    expect(answer.choices[0]?.finish_reason).toBe("length");
    const [run] = await db.select().from(runs).where(eq(runs.userId, ctx.actor.userId));
    expect(run).toMatchObject({ cutToBudget: true, incompleteReason: "budget" });
    expect(run?.outputTokensMax).toBeLessThan(4_096);
  });

  test("is answered by the cheaper model that a budget names, and says so", async () => {
    const { ctx, client } = await door.newProgram();
    const { apiKeyId } = await ownKey(ctx);
    await setBudget(await lab.newCtx("admin"), {
      scope: "api_key",
      scopeId: apiKeyId,
      period: "day",
      unit: "usd",
      onLimit: "downgrade",
      limit: parseUsd("0.005"),
      downgradeTo: "compatible/gpt-4o-mini",
    });
    const answer = await client.chat.completions.create({ ...ask("Hi"), model: "gpt-4o" });
    expect(answer.model).toBe("gpt-4o-mini");
    const [run] = await db.select().from(runs).where(eq(runs.userId, ctx.actor.userId));
    expect(run).toMatchObject({ model: "gpt-4o-mini", requestedModel: "gpt-4o" });
  });
});

describe("a member's plan", () => {
  test("holds for programs: models, longest input and longest answer", async () => {
    const { ctx, client } = await door.newProgram();
    const admin = await lab.newCtx("admin");
    const name = `Plan ${ctx.actor.userId}`;
    const limits = { inputTokensMax: 2_000, outputTokensMax: 300, requestPicoUsdMax: null };
    const { planId } = await savePlan(admin, { name, models: ["gpt-4o-mini"], ...limits });
    await assignMember(admin, { userId: ctx.actor.userId, planId });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["gpt-4o-mini"]);
    expect(await failureOf(client.chat.completions.create({ ...ask("Hi"), model: "gpt-4o" }))).toMatchObject({
      status: 400,
      message: expect.stringContaining("does not include gpt-4o"),
    });
    expect(await failureOf(client.chat.completions.create(ask("word ".repeat(3_000))))).toMatchObject({
      status: 400,
      code: "context_length_exceeded",
    });
    expect(await traces(ctx)).toEqual(NOTHING);
    await client.chat.completions.create({ ...ask("Hi"), max_tokens: 5_000 });
    expect(lab.upstream.book().calls.map((call) => call.outputTokensMax)).toEqual([300]);
  });
});

describe("a request that is wrong", () => {
  test.each([
    [{ n: 2 }, "n", "unsupported_value"],
    [{ service_tier: "priority" }, "service_tier", "unsupported_value"],
    [{ service_tier: "flex" }, "service_tier", "unsupported_value"],
    [{ web_search_options: {} }, "web_search_options", "unsupported_parameter"],
    [{ top_k: 4 }, "top_k", "unknown_parameter"],
    [{ messages: [{ role: "user", content: 7 }] }, "messages[0].content", "invalid_value"],
  ])("with %j is refused before any call", async (extra, param, code) => {
    const { ctx, client } = await door.newProgram();
    const body = { ...ask("Hi"), ...extra };
    const failure = await failureOf(client.post("/chat/completions", { body }));
    expect(failure).toBeInstanceOf(OpenAI.BadRequestError);
    expect(failure).toMatchObject({ status: 400, type: "invalid_request_error", param, code });
    expect(await traces(ctx)).toEqual(NOTHING);
  });

  test("names a model that is not there", async () => {
    const { ctx, client } = await door.newProgram();
    const failure = await failureOf(client.chat.completions.create({ ...ask("Hi"), model: "gpt-9" }));
    expect(failure).toBeInstanceOf(OpenAI.NotFoundError);
    expect(failure).toMatchObject({ code: "model_not_found", param: "model" });
    expect(failure.message).toContain("gpt-9 is not offered here");
    expect(await traces(ctx)).toEqual(NOTHING);
  });

  test.each([
    ["{", 400, "invalid_json"],
    ["", 400, "invalid_json"],
    ['{"model":"\u0000', 400, "invalid_json"],
    ["[]", 400, null],
    [`"${"x".repeat(5 * 1024 * 1024)}"`, 413, "request_too_large"],
  ])("has a body that is none", async (body, status, code) => {
    const { key } = await door.newProgram();
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const response = await fetch(`${door.baseUrl}/chat/completions`, { method: "POST", headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, type: "invalid_request_error" } });
  });

  test("has a body without a length, which is read no further than it may be", async () => {
    const { key } = await door.newProgram();
    const piece = new TextEncoder().encode("x".repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.length;
        if (sent > 200 * 1024 * 1024) controller.close();
        else controller.enqueue(piece);
      },
    });
    const init = { method: "POST", headers: { authorization: `Bearer ${key}` }, body, duplex: "half" };
    const response = await fetch(`${door.baseUrl}/chat/completions`, init as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(100 * 1024 * 1024);
  });

  test("goes to an address that is not served", async () => {
    const { client } = await door.newProgram();
    const failure = await failureOf(client.embeddings.create({ model: "x", input: "y" }));
    expect(failure).toMatchObject({ status: 404, code: "unknown_url" });
  });
});
