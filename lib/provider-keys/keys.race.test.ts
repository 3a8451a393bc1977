import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { eq, sql } from "drizzle-orm";
import { symbols } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { attempts, auditEntries, providerOutages, storedProviders } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { listModels, startRun } from "@/lib/assistants";
import { readToEnd, until, useAssistants } from "@/lib/assistants/testing";
import { log } from "@/lib/log";
import {
  addProvider,
  eraseRemovedKeys,
  findProvider,
  listCallable,
  listProviderCards,
  pauseProvider,
  removeProvider,
  replaceKey,
  restoreProvider,
  resumeProvider,
  testProvider,
} from ".";
import { forgetProviders } from "./memory";

const KEY = "sk-house-4f7a9c1e2b8d6035-WXYZ";
const OTHER_KEY = "sk-house-0000aaaa1111bbbb-QRST";

const own = useOwnDb(20);
const lab = useAssistants(own);
const { newCtx } = lab;
const closing: (() => unknown)[] = [];
let house: Upstream;
let open: Upstream;

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
  vi.stubEnv("PROVIDER_HOSTS", "127.0.0.1");
  vi.stubEnv("DATABASE_URL", own.url);
  house = await startUpstream({ apiKey: KEY });
  open = await startUpstream();
  closing.push(house.close, open.close, closeDb);
});

afterAll(async () => {
  for (const close of closing) await close();
});

beforeEach(async () => {
  await own.db.update(storedProviders).set({ removedAt: sql`now()` });
  forgetProviders();
  house.reset();
});

type Changed = Partial<Parameters<typeof addProvider>[1]>;

const entered = (changed: Changed = {}) => ({
  ...{ name: "openai", baseUrl: house.url, dialect: "responses" as const, apiKey: KEY },
  ...changed,
});
const send = async (text: string, model = "openai/gpt-4o-mini") => {
  const ctx = await newCtx();
  const run = await startRun(ctx, { text, model, idempotencyKey: randomUUID() });
  return { ctx, run };
};
const offered = async () => (await listModels({ db: own.db })).map(({ id }) => id);

/** Every row of every table as text, where an amount of bytes is written in hexadecimal. */
async function everythingStored(): Promise<string> {
  const tables = await own.db.execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => own.db.execute(sql.raw(`select t::text as row from ${name} t`))),
  );
  return JSON.stringify(rows);
}

/** An endpoint that answers everything alike; with its address. */
async function answering(answer: (key: string) => [number, string, string]): Promise<string> {
  const server = createServer(({ headers }, response) => {
    const [status, type, body] = answer(headers.authorization ?? "");
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`;
}

const quoting = () =>
  answering((key) => [401, "application/json", JSON.stringify({ error: { message: `Wrong: ${key}` } })]);

describe("a key", () => {
  test("is in no column, log line or answer, also where a provider quotes it", async () => {
    const lines: string[] = [];
    const stream: unknown = Reflect.get(log, symbols.streamSym);
    if (typeof stream !== "object" || stream === null) throw new Error("The log writes somewhere.");
    const written = vi.fn((line: string) => lines.push(line));
    vi.spyOn(stream as { write: typeof written }, "write").mockImplementation(written);
    const level = log.level;
    log.level = "trace";
    const ctx = await newCtx();
    const which = await addProvider(ctx, entered({ baseUrl: await quoting() }));
    const stored = [await everythingStored()];
    const outcome = await testProvider(ctx, which);
    await offered();
    stored.push(await everythingStored());
    await replaceKey(ctx, { ...which, apiKey: OTHER_KEY });
    const again = await testProvider(ctx, which);
    const shown = JSON.stringify([which, outcome, again, await listProviderCards(ctx)]);
    log.level = level;
    expect(lines.join(""), "the log was at work").toContain("could not be read");
    stored.push(await everythingStored());
    for (const place of [...stored, lines.join(""), shown]) {
      for (const key of [KEY, OTHER_KEY]) {
        expect(place).not.toContain(key);
        expect(place).not.toContain(key.slice(0, -4));
      }
    }
    expect((await listProviderCards(ctx)).at(-1)).toMatchObject({ name: "openai", keyEnding: "QRST" });
    expect(await findProvider(own.db, "openai")).toMatchObject({ apiKey: OTHER_KEY });
  });

  test("that is replaced holds for the next call, while one under way ends with its own", async () => {
    const ctx = await newCtx();
    const which = await addProvider(ctx, entered());
    const slow = await send("[[upstream:tokens:60+slow:20]]");
    await until(async () => house.book().calls.length > 0);
    await replaceKey(ctx, { ...which, apiKey: OTHER_KEY });
    await expect(send("Hello")).rejects.toMatchObject({ code: "invalid" });
    expect((await readToEnd(slow.ctx, slow.run)).outcome).toMatchObject({ status: "completed" });
    await replaceKey(ctx, { ...which, apiKey: KEY });
    const next = await send("Hello");
    expect((await readToEnd(next.ctx, next.run)).outcome).toMatchObject({ status: "completed" });
    const [attempt] = await own.db.select().from(attempts).where(eq(attempts.runId, next.run.runId));
    expect(attempt).toMatchObject({ provider: "openai", model: "gpt-4o-mini" });
  });

  test("that another process replaced is known to this one within moments, and so is a removal", async () => {
    const ctx = await newCtx();
    const which = await addProvider(ctx, entered());
    const keys = async () =>
      (await listCallable()).filter(({ id }) => id === "openai").map(({ apiKey }) => apiKey);
    expect(await keys()).toEqual([KEY]);
    /** The verb runs where this process's memory is not, as it does in another one. */
    const elsewhere = async (act: () => Promise<unknown>) => {
      const memory: unknown = Reflect.get(globalThis, "purserProviders");
      Reflect.deleteProperty(globalThis, "purserProviders");
      await act();
      Reflect.set(globalThis, "purserProviders", memory);
    };
    await elsewhere(() => replaceKey(ctx, { ...which, apiKey: OTHER_KEY }));
    await until(async () => (await keys())[0] === OTHER_KEY);
    await elsewhere(() => removeProvider(ctx, which));
    await until(async () => (await keys()).length === 0);
  });
});

describe("a provider", () => {
  test("is not offered while it is paused or removed, but is still asked about its calls for a day", async () => {
    const ctx = await newCtx();
    const which = await addProvider(ctx, entered());
    expect(await offered()).toContain("openai/gpt-4o-mini");
    await pauseProvider(ctx, which);
    expect(await offered()).not.toContain("openai/gpt-4o-mini");
    await resumeProvider(ctx, which);
    expect(await offered()).toContain("openai/gpt-4o-mini");
    await removeProvider(ctx, which);
    expect(await offered()).not.toContain("openai/gpt-4o-mini");
    await eraseRemovedKeys(own.db);
    expect(await findProvider(own.db, "openai")).toMatchObject({ apiKey: KEY });
    await restoreProvider(ctx, which);
    expect(await offered()).toContain("openai/gpt-4o-mini");
    await removeProvider(ctx, which);
    await own.db.update(storedProviders).set({ removedAt: sql`now() - interval '25 hours'` });
    await eraseRemovedKeys(own.db);
    expect(await findProvider(own.db, "openai")).toBeNull();
    await expect(restoreProvider(ctx, which)).rejects.toMatchObject({ code: "conflict" });
  });

  test("has a name of its own, however many add it at once, and none of the environment's", async () => {
    const ctx = await newCtx();
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => addProvider(ctx, entered())));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = all.filter((one) => one.status === "rejected");
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "conflict" });
    for (const name of ["compatible", "demo", "a/b", ""]) {
      await expect(addProvider(ctx, entered({ name }))).rejects.toMatchObject({ details: { field: "name" } });
    }
    const free = entered({ name: "ollama", baseUrl: "https://api.openai.com/v1" });
    await expect(addProvider(ctx, free)).rejects.toMatchObject({ details: { field: "name" } });
    const { id } = (await own.db.select().from(storedProviders).where(sql`removed_at is null`))[0] ?? {};
    await removeProvider(ctx, { providerId: id ?? "" });
    await addProvider(ctx, entered());
    await expect(restoreProvider(ctx, { providerId: id ?? "" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("fails since its outage began", async () => {
    const ctx = await newCtx();
    await addProvider(ctx, entered());
    const since = new Date("2026-11-01T08:00:00Z");
    await own.db.insert(providerOutages).values({ provider: "openai", since }).onConflictDoNothing();
    const cards = await listProviderCards(ctx);
    expect(cards.map(({ name, failingSince }) => [name, failingSince])).toEqual([
      ["compatible", null],
      ["openai", since],
    ]);
  });

  test("does not exist for a member, and every act is in the audit log", async () => {
    const [admin, member] = [await newCtx(), await newCtx("member")];
    const which = await addProvider(admin, entered());
    const verbs = [
      ...[replaceKey, pauseProvider, resumeProvider, testProvider, removeProvider, restoreProvider],
    ];
    const call = (verb: (typeof verbs)[number], ctx: typeof admin) =>
      verb(ctx, { ...which, apiKey: OTHER_KEY });
    for (const verb of verbs) {
      await expect(call(verb, member)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(addProvider(member, entered({ name: "other" }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listProviderCards(member)).rejects.toMatchObject({ code: "not_found" });
    for (const verb of verbs) await call(verb, admin);
    const acts = await own.db
      .select({ act: auditEntries.act, after: auditEntries.after })
      .from(auditEntries)
      .where(eq(auditEntries.userId, admin.actor.userId))
      .orderBy(auditEntries.seq);
    expect(acts).toEqual([
      {
        act: "provider.add",
        after: { name: "openai", baseUrl: house.url, dialect: "responses", keyEnding: "WXYZ" },
      },
      { act: "provider.replace_key", after: { keyEnding: "QRST" } },
      { act: "provider.pause", after: null },
      { act: "provider.resume", after: null },
      { act: "provider.test", after: { works: false } },
      { act: "provider.remove", after: null },
      { act: "provider.restore", after: null },
    ]);
  });
});

describe("a test", () => {
  const outcomeOf = async (changed: Changed) => {
    const ctx = await newCtx();
    const which = await addProvider(ctx, entered(changed));
    const outcome = await testProvider(ctx, which);
    const card = (await listProviderCards(ctx)).find(({ providerId }) => providerId === which.providerId);
    expect(card?.tested, "it is kept").toMatchObject(outcome);
    return outcome;
  };

  test("says in one sentence what came of it, and costs nothing", async () => {
    expect(await outcomeOf({ name: "works" })).toEqual({ works: true, sentence: "It works, with 7 models." });
    expect(await outcomeOf({ name: "wrong", apiKey: OTHER_KEY })).toEqual({
      ...{ works: false, sentence: "It does not accept the key: replace it." },
    });
    expect(house.book().calls).toEqual([]);
    expect(await outcomeOf({ name: "nobody", baseUrl: "http://127.0.0.1:1/v1" })).toEqual({
      ...{ works: false, sentence: "Its host refused the connection: check the address." },
    });
    const noEndpoint = {
      works: false,
      sentence: "What answers there is no OpenAI-compatible endpoint: check the address.",
    };
    const page = await answering(() => [200, "text/html", "<!doctype html>"]);
    expect(await outcomeOf({ name: "page", baseUrl: page })).toEqual(noEndpoint);
    const other = await answering(() => [200, "application/json", '{"data":"none"}']);
    expect(await outcomeOf({ name: "other", baseUrl: other })).toEqual(noEndpoint);
    expect(await outcomeOf({ name: "path", baseUrl: `${open.origin}/v2` })).toEqual(noEndpoint);
    const broken = await answering(() => [503, "text/plain", "down"]);
    expect(await outcomeOf({ name: "broken", baseUrl: broken })).toEqual({
      ...{ works: false, sentence: "It is out of order, by its answer 503: test again later." },
    });
  });

  test("reaches the environment's provider as well", async () => {
    expect(await testProvider(await newCtx(), { providerId: "compatible" })).toMatchObject({ works: true });
    await expect(testProvider(await newCtx(), { providerId: "nobody" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
