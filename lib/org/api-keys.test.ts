import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { apiKeys } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { createApiKey, disableMember, enableMember, findApiKeyCaller, listApiKeys, revokeApiKey } from ".";
import { makeMember } from "./testing";
import { hashToken } from "./token";

const db = useTestDb();

async function storedKey(conn: Conn, key: string) {
  const [row] = await conn
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, hashToken(key)));
  if (!row) throw new Error("The key is not stored.");
  return row;
}

describe("createApiKey", () => {
  test("gives a key and stores only its hash and first characters", async () => {
    await inTestTransaction(db, async (tx) => {
      const member = await makeMember(tx);
      const { key } = await createApiKey(member, { name: " laptop " });
      expect(key).toMatch(/^pk_[\w-]{43}$/);
      const row = await storedKey(tx, key);
      expect(row).toMatchObject({ name: "laptop", prefix: key.slice(0, 10), lastUsedAt: null });
      const text = JSON.stringify({ ...row, keyHash: row.keyHash.toString("utf8") });
      expect(text).not.toContain(key.slice(10));
    });
  });

  test("refuses a disabled member and a name that is none", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      await expect(createApiKey(member, { name: " " })).rejects.toMatchObject({ code: "invalid" });
      await disableMember(admin, member.actor);
      await expect(createApiKey(member, { name: "laptop" })).rejects.toMatchObject({ code: "not_found" });
    });
  });
});

describe("findApiKeyCaller", () => {
  test("knows for whom a key speaks, until it is revoked", async () => {
    await inTestTransaction(db, async (tx) => {
      const member = await makeMember(tx);
      const { key } = await createApiKey(member, { name: "laptop" });
      const { id: apiKeyId } = await storedKey(tx, key);
      expect(await findApiKeyCaller(tx, key)).toEqual({
        actor: member.actor,
        apiKey: { apiKeyId, name: "laptop" },
      });
      await revokeApiKey(member, { apiKeyId });
      expect(await findApiKeyCaller(tx, key)).toBeNull();
      expect(await listApiKeys(member)).toEqual([]);
    });
  });

  test("knows no key of a disabled member, and knows it again once the member is enabled", async () => {
    await inTestTransaction(db, async (tx) => {
      const [admin, member] = [await makeMember(tx, "admin"), await makeMember(tx)];
      const { key } = await createApiKey(member, { name: "laptop" });
      await disableMember(admin, member.actor);
      expect(await findApiKeyCaller(tx, key)).toBeNull();
      await enableMember(admin, member.actor);
      expect(await findApiKeyCaller(tx, key)).not.toBeNull();
    });
  });

  test.each(["", "pk_", "sk-123", `pk_${"a".repeat(43)}`, `pk_${"a".repeat(44)}`, "pk_\0"])(
    "knows nobody by %j",
    async (key) => {
      await inTestTransaction(db, async (tx) => expect(await findApiKeyCaller(tx, key)).toBeNull());
    },
  );

  test("notes a use at most once a minute", async () => {
    await inTestTransaction(db, async (tx) => {
      const member = await makeMember(tx);
      const { key } = await createApiKey(member, { name: "laptop" });
      const { id } = await storedKey(tx, key);
      const usedAgo = async (seconds: number) => {
        const lastUsedAt = sql`now() - make_interval(secs => ${seconds})`;
        await tx.update(apiKeys).set({ lastUsedAt }).where(eq(apiKeys.id, id));
        const before = await storedKey(tx, key);
        await findApiKeyCaller(tx, key);
        const after = await storedKey(tx, key);
        return (after.lastUsedAt?.getTime() ?? 0) - (before.lastUsedAt?.getTime() ?? 0);
      };
      await findApiKeyCaller(tx, key);
      expect((await storedKey(tx, key)).lastUsedAt).not.toBeNull();
      expect(await usedAgo(59)).toBe(0);
      expect(await usedAgo(61)).toBe(61_000);
    });
  });
});

describe("revokeApiKey", () => {
  test("hides another member's key as not found", async () => {
    await inTestTransaction(db, async (tx) => {
      const [member, stranger] = [await makeMember(tx), await makeMember(tx, "admin")];
      const { key } = await createApiKey(member, { name: "laptop" });
      const { id: apiKeyId } = await storedKey(tx, key);
      for (const input of [{ apiKeyId }, { apiKeyId: newId() }]) {
        await expect(revokeApiKey(stranger, input)).rejects.toMatchObject({ code: "not_found" });
      }
      expect(await findApiKeyCaller(tx, key)).not.toBeNull();
      expect(await listApiKeys(stranger)).toEqual([]);
    });
  });
});
