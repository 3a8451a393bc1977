import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { listKeyLimits, setKeyLimit } from ".";

const db = useTestDb();

async function newKey(ctx: Ctx): Promise<string> {
  await createApiKey(ctx, { name: "laptop" });
  const [key] = await listApiKeys(ctx);
  if (!key) throw new Error("The key is not listed.");
  return key.apiKeyId;
}

describe("setKeyLimit", () => {
  test("is the member's for their own keys, sets, replaces and removes", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const apiKeyId = await newKey(ctx);
      await setKeyLimit(ctx, { apiKeyId, period: "month", limit: 5n });
      await setKeyLimit(ctx, { apiKeyId, period: "day", limit: 1n });
      await setKeyLimit(ctx, { apiKeyId, period: "month", limit: 7n });
      expect(await listKeyLimits(ctx)).toEqual([
        { apiKeyId, period: "month", limit: 7n },
        { apiKeyId, period: "day", limit: 1n },
      ]);
      await setKeyLimit(ctx, { apiKeyId, period: "month", limit: null });
      expect(await listKeyLimits(ctx)).toEqual([{ apiKeyId, period: "day", limit: 1n }]);
    });
  });

  test("is an admin's for every key, and nobody else's", async () => {
    await inTestTransaction(db, async (tx) => {
      const owner = { db: tx, actor: await makeMember(tx) };
      const stranger = { db: tx, actor: await makeMember(tx) };
      const admin = { db: tx, actor: await makeMember(tx, "admin") };
      const apiKeyId = await newKey(owner);
      const limit = { apiKeyId, period: "day", limit: 3n } as const;
      await expect(setKeyLimit(stranger, limit)).rejects.toMatchObject({ code: "not_found" });
      await setKeyLimit(admin, limit);
      expect(await listKeyLimits(owner)).toEqual([limit]);
      expect(await listKeyLimits(admin)).toEqual([]);
      await expect(setKeyLimit(stranger, { ...limit, limit: null })).rejects.toMatchObject({
        code: "not_found",
      });
    });
  });

  test("knows no key that is revoked or was never made, and no amount below nothing", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const apiKeyId = await newKey(ctx);
      await expect(setKeyLimit(ctx, { apiKeyId, period: "day", limit: -1n })).rejects.toMatchObject({
        code: "invalid",
      });
      await revokeApiKey(ctx, { apiKeyId });
      for (const unknown of [apiKeyId, newId(), "x"]) {
        await expect(setKeyLimit(ctx, { apiKeyId: unknown, period: "day", limit: 1n })).rejects.toMatchObject(
          { code: "not_found" },
        );
      }
    });
  });
});
