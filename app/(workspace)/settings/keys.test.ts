import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { parseUsd } from "@/lib/money";
import { createApiKey } from "@/lib/org";
import { applyKeyLimits, listKeys } from "./keys";

const db = useTestDb();

describe("applyKeyLimits", () => {
  test("sets both limits of one key, and takes away what is left empty", () =>
    inTestTransaction(db, async (tx) => {
      const member = { db: tx, actor: await makeMember(tx) };
      await createApiKey(member, { name: "laptop" });
      await createApiKey(member, { name: "server" });
      const [server, laptop] = await listKeys(member);
      const apiKeyId = laptop?.apiKeyId ?? "";
      await applyKeyLimits(member, { apiKeyId, month: parseUsd("5"), day: parseUsd("1") });
      expect(await listKeys(member)).toMatchObject([
        { ...server, month: null, day: null },
        { name: "laptop", month: parseUsd("5"), day: parseUsd("1") },
      ]);
      await applyKeyLimits(member, { apiKeyId, month: null, day: parseUsd("2") });
      expect((await listKeys(member))[1]).toMatchObject({ month: null, day: parseUsd("2") });
    }));

  test("says at its field what is refused, and changes neither", () =>
    inTestTransaction(db, async (tx) => {
      const member = { db: tx, actor: await makeMember(tx) };
      await createApiKey(member, { name: "laptop" });
      const [key] = await listKeys(member);
      const limits = { apiKeyId: key?.apiKeyId ?? "", month: parseUsd("5"), day: parseUsd("2000000") };
      await expect(applyKeyLimits(member, limits)).rejects.toMatchObject({
        code: "invalid",
        details: { field: "day" },
      });
      expect((await listKeys(member))[0]).toMatchObject({ month: null, day: null });
    }));
});
