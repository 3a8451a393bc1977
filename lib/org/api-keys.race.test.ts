import { describe, expect, test } from "vitest";
import { useTestDb } from "@/db/testing";
import { API_KEYS_MAX, createApiKey, listApiKeys, revokeApiKey } from ".";
import { makeMember } from "./testing";

const db = useTestDb();

describe("createApiKey", () => {
  test("stops at the limit, also when two are made at once, and goes on once one is revoked", async () => {
    const member = await makeMember(db);
    for (let n = 1; n < API_KEYS_MAX; n++) await createApiKey(member, { name: `key ${n}` });
    const last = await Promise.allSettled(["a", "b", "c"].map((name) => createApiKey(member, { name })));
    expect(last.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [key, ...others] = await listApiKeys(member);
    expect(others).toHaveLength(API_KEYS_MAX - 1);
    await expect(createApiKey(member, { name: "more" })).rejects.toMatchObject({ code: "conflict" });
    await revokeApiKey(member, { apiKeyId: key?.apiKeyId ?? "" });
    await createApiKey(member, { name: "more" });
  });
});
