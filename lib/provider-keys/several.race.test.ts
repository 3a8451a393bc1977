import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { auditEntries, providerOutages, storedProviders } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import type { Ctx } from "@/lib/org/types";
import {
  addProvider,
  listAddedProviders,
  listProviderCards,
  listProviderPage,
  removeProvider,
  setProvidersPaused,
} from ".";

// The environment is read once: its provider has to be there before.
vi.hoisted(() => vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));

const own = useOwnDb();
const box: { admin?: Ctx; member?: Ctx } = {};

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
  box.admin = { db: own.db, actor: await makeMember(own.db, "admin") };
  box.member = { db: own.db, actor: await makeMember(own.db, "member") };
});

beforeEach(async () => {
  await own.db.update(storedProviders).set({ removedAt: sql`now()` });
  await own.db.delete(providerOutages);
});

function ctxOf(role: "admin" | "member"): Ctx {
  const ctx = box[role];
  if (!ctx) throw new Error("Nobody is there yet.");
  return ctx;
}

async function add(count: number, host = "models.invalid"): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const name = `house-${String(n).padStart(2, "0")}`;
    const entered = { name, baseUrl: `https://${host}/v1`, dialect: "chat" as const, apiKey: "a-key" };
    ids.push((await addProvider(ctxOf("admin"), entered)).providerId);
  }
  return ids;
}

const actsOf = async () =>
  (await own.db.select({ act: auditEntries.act }).from(auditEntries).orderBy(auditEntries.seq)).map(
    ({ act }) => act,
  );

describe("providers", () => {
  test("come ten a page, each once, the environment's on the first alone", async () => {
    const ids = await add(20);
    const admin = ctxOf("admin");
    const all = await listProviderCards(admin);
    const fixed = all.length - ids.length;
    expect(fixed).toBeGreaterThan(0);
    const first = await listProviderPage(admin);
    const second = await listProviderPage(admin, { cursor: first.nextCursor ?? "" });
    expect([first.providers.length, second.providers.length]).toEqual([fixed + 10, 10]);
    expect(second.nextCursor).toBeNull();
    expect([...first.providers, ...second.providers]).toEqual(all);
    expect(all.slice(fixed).map(({ providerId }) => providerId)).toEqual(ids);
    await expect(listProviderPage(ctxOf("member"))).rejects.toMatchObject({ code: "not_found" });
  });

  test("are found by a part of the name or address, with signs taken literally, and by how they stand", async () => {
    const [paused = "", failing = "", shown = ""] = await add(3);
    const admin = ctxOf("admin");
    await setProvidersPaused(admin, { providerIds: [paused], isPaused: true });
    await own.db.insert(providerOutages).values({ provider: "house-01", since: new Date() });
    const found = async (query: Parameters<typeof listProviderPage>[1]) =>
      (await listProviderPage(admin, query)).providers
        .filter(({ fromEnvironment }) => !fromEnvironment)
        .map(({ providerId }) => providerId);
    expect(await found({ text: " HOUSE-0 " })).toEqual([paused, failing, shown]);
    expect(await found({ text: "models.inv" })).toEqual([paused, failing, shown]);
    expect(await found({ text: "house_0" })).toEqual([]);
    expect(await found({ state: "paused" })).toEqual([paused]);
    expect(await found({ state: "used" })).toEqual([failing, shown]);
    expect(await found({ state: "failing", text: "house" })).toEqual([failing]);
    const hasFixed = async (query: Parameters<typeof listProviderPage>[1]) =>
      (await listProviderPage(admin, query)).providers.some(({ name }) => name === "compatible");
    expect(await hasFixed({ text: "COMPAT", state: "used" })).toBe(true);
    expect(await hasFixed({ text: "127.0.0.1" })).toBe(true);
    expect(await hasFixed({ text: "compat", state: "paused" })).toBe(false);
    expect(await hasFixed({ text: "compat", state: "failing" })).toBe(false);
    expect(await hasFixed({ text: "house" })).toBe(false);
  });

  test("that admins added are listed with those that are paused, and without those that are removed", async () => {
    const [first = "", second = "", third = ""] = await add(3);
    const admin = ctxOf("admin");
    await setProvidersPaused(admin, { providerIds: [second], isPaused: true });
    await removeProvider(admin, { providerId: third });
    const baseUrl = "https://models.invalid/v1";
    expect(await listAddedProviders(admin)).toEqual([
      { name: "house-00", baseUrl },
      { name: "house-01", baseUrl },
    ]);
    await removeProvider(admin, { providerId: first });
    expect(await listAddedProviders(admin)).toEqual([{ name: "house-01", baseUrl }]);
    await expect(listAddedProviders(ctxOf("member"))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("several at once", () => {
  test("are paused and offered again with a row of the audit log each, but for what is not there", async () => {
    const ids = await add(3);
    const gone = newId();
    const before = (await actsOf()).length;
    const admin = ctxOf("admin");
    const outcome = await setProvidersPaused(admin, { providerIds: [...ids, gone], isPaused: true });
    expect(outcome).toEqual({
      done: ids.toSorted(),
      refused: ["This provider does not exist any more."],
    });
    expect(await setProvidersPaused(admin, { providerIds: ids, isPaused: true })).toMatchObject({ done: [] });
    await setProvidersPaused(admin, { providerIds: ids.slice(1), isPaused: false });
    expect((await actsOf()).slice(before)).toEqual([
      ...["provider.pause", "provider.pause", "provider.pause"],
      ...["provider.resume", "provider.resume"],
    ]);
    const [one] = await own.db
      .select()
      .from(storedProviders)
      .where(eq(storedProviders.id, ids[0] ?? ""));
    expect(one?.pausedAt).not.toBeNull();
  });

  test("do not exist for a member", async () => {
    const ids = await add(1);
    const act = setProvidersPaused(ctxOf("member"), { providerIds: ids, isPaused: true });
    await expect(act).rejects.toMatchObject({ code: "not_found" });
  });

  test("by two admins in opposite orders never wait in a circle", async () => {
    const ids = await add(12);
    for (let round = 0; round < 10; round++) {
      const isPaused = round % 2 === 0;
      await Promise.all([
        setProvidersPaused(ctxOf("admin"), { providerIds: ids, isPaused }),
        setProvidersPaused(ctxOf("admin"), { providerIds: ids.toReversed(), isPaused }),
      ]);
    }
    const cards = await listProviderCards(ctxOf("admin"), { text: "house-" });
    expect(cards.map(({ pausedAt }) => pausedAt)).toEqual(ids.map(() => null));
  });
});
