import { eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { storedProviders } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { addProvider, listProviderCards, pauseProvider } from "@/lib/provider-keys";
import { sheetLines } from "@/lib/reports";
import { providersFile } from "./file";

const own = useOwnDb();
const KEY = "sk-house-4f7a9c1e2b8d6035-WXYZ";

beforeAll(() => vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters"));

test("says how each provider stands, and neither its key nor the key's end", async () => {
  const ctx = { db: own.db, actor: await makeMember(own.db, "admin") };
  const entered = { baseUrl: "https://models.invalid/v1", dialect: "chat" as const, apiKey: KEY };
  const { providerId } = await addProvider(ctx, { ...entered, name: "openai" });
  await addProvider(ctx, { ...entered, name: "house" });
  await pauseProvider(ctx, { providerId });
  await own.db
    .update(storedProviders)
    .set({ testedAt: new Date("2026-11-22T10:42:00Z"), testWorked: false, testSentence: "=1+1" })
    .where(eq(storedProviders.name, "house"));
  const cards = await listProviderCards(ctx);
  expect(cards.map(({ keyEnding }) => keyEnding)).toContain("WXYZ");

  let text = "";
  for await (const line of sheetLines(providersFile(cards).sheet)) text += line;
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toBe(
    "name,address,api,set_by,state,paused_at,failing_since,tested_at,test_worked,test_said,priced_with",
  );
  expect(lines.find((line) => line.startsWith("openai,"))).toMatch(
    /^openai,https:\/\/models\.invalid\/v1,chat,admin,paused,\d{4}-.*Z,,,,,openai$/,
  );
  expect(lines.find((line) => line.startsWith("house,"))).toMatch(
    /,admin,in use,,,2026-11-22T10:42:00\.000Z,false,'=1\+1,$/,
  );
  expect(text).not.toContain(KEY);
  expect(text).not.toContain("WXYZ");

  const filter = { text: "ope", state: "paused" } as const;
  const found = await listProviderCards(ctx, filter);
  expect(found.map(({ name }) => name)).toEqual(["openai"]);
  expect(await providersFile(found, filter).only?.()).toEqual(["search “ope”", "paused"]);
});
