import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDb } from "@/db/client";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import type { Ctx } from "@/lib/org/types";
import { addProvider, testProvider } from ".";

const own = useOwnDb(4);
const add = async (name: string, baseUrl: string) => {
  const ctx: Ctx = { db: own.db, actor: await makeMember(own.db, "owner") };
  const apiKey = "sk-house-4f7a9c1e2b8d6035-WXYZ";
  return { ctx, which: await addProvider(ctx, { name, baseUrl, dialect: "responses", apiKey }) };
};

afterAll(closeDb);

beforeAll(() => {
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
  vi.stubEnv("PROVIDER_HOSTS", "127.0.0.1, plain.internal:80");
  vi.stubEnv("DATABASE_URL", own.url);
});

describe("an address", () => {
  test.each([
    ["ftp://models.example.org", "Enter an address that begins with https://"],
    ["https://user:word@models.example.org", "Enter the address without a name and password in it."],
    ["https://models.example.org/v1?key=1", "Enter the address without anything behind a ? or #."],
    ["http://localhost:8000/v1", "plain http goes only to hosts in PROVIDER_HOSTS."],
    ["http://plain.internal:8000/v1", "plain http goes only to hosts in PROVIDER_HOSTS."],
  ])("%s is refused: %s", async (baseUrl, sentence) => {
    await expect(add("refused", baseUrl)).rejects.toMatchObject({
      ...{ code: "invalid", message: expect.stringContaining(sentence), details: { field: "baseUrl" } },
    });
  });

  test("may be plain on the port that PROVIDER_HOSTS names, also where it is the usual one", async () => {
    const { which } = await add("plain", "http://plain.internal/v1");
    expect(which.providerId).toEqual(expect.any(String));
  });

  test.each([
    ["one", "localhost"],
    ["two", "[::1]"],
    ["three", "10.0.0.7"],
    ["four", "169.254.169.254"],
  ])("of the provider %s, which leads to %s, is not connected to", async (name, host) => {
    const { ctx, which } = await add(name, `https://${host}:8443/v1`);
    expect(await testProvider(ctx, which)).toEqual({
      works: false,
      sentence: "Its host has a private address, and PROVIDER_HOSTS does not name it.",
    });
  });
});
