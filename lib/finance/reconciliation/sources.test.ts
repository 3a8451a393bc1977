import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { fetchCosts, findCostSource, getReconciliation } from "..";
import { givenCompany } from "../testing";

const own = useOwnDb();
let upstream: Upstream;

beforeAll(async () => {
  vi.stubEnv("OPENAI_ADMIN_KEY", "admin");
  vi.stubEnv("PROVIDER_HOSTS", "127.0.0.1");
  vi.stubEnv("OPENAI_BASE_URL", "https://api.anthropic.com");
  upstream = await startUpstream({ apiKey: "admin" });
});

afterAll(() => upstream.close());

test("the costs of a provider that an admin added are fetched as those of the environment's are", () =>
  inTestTransaction(own.db, async (tx) => {
    upstream.costs([{ day: "2025-11-20", lineItem: "gpt-4o, input", usd: 2 }]);
    const { admin } = await givenCompany(tx);
    const added = [{ name: "our-openai", baseUrl: upstream.url }];
    const source = findCostSource("our-openai", added);
    const range = { from: "2025-11-20", to: "2025-11-20" };
    expect(await fetchCosts(admin, range, source)).toEqual({ provider: "our-openai", days: 1 });
    const found = await getReconciliation(admin, { provider: "our-openai", ...range });
    expect(found.rows).toMatchObject([{ model: "gpt-4o", billedPicoUsd: 2n * 10n ** 12n }]);
  }));

test.each([
  ["https://api.openai.com", true],
  ["https://api.openai.com/v1", true],
  ["http://127.0.0.1:4000/v1", true],
  ["http://localhost:4000/v1", false],
  ["https://localhost/v1", false],
  ["https://gateway.example.org/v1", false],
])("the admin key goes to a provider that an admin added at %s: %s", (baseUrl, may) => {
  const source = findCostSource("ours", [{ name: "ours", baseUrl }]);
  expect(source !== null).toBe(may);
  if (source) expect(source).toMatchObject({ provider: "ours", adminKey: "admin", guarded: true });
});

test("a provider that nobody added has no costs to fetch, and one of the environment's name is the environment's", () => {
  expect(findCostSource("openai", [])).toBeNull();
  const shadowed = [{ name: "anthropic", baseUrl: "https://api.openai.com/v1" }];
  expect(findCostSource("anthropic", shadowed)).toBeNull();
});

const togetherAt = (host: string) =>
  `The costs of ${host} are those of all its providers together: paste the export of each instead.`;

describe("one account's costs", () => {
  const range = { from: "2025-11-20", to: "2025-11-20" };

  test("are charged to neither of two providers at its host", () =>
    inTestTransaction(own.db, async (tx) => {
      upstream.costs([{ day: "2025-11-20", lineItem: "gpt-4o, input", usd: 2 }]);
      const { admin } = await givenCompany(tx);
      const added = ["team-a", "team-b"].map((name) => ({ name, baseUrl: upstream.url }));
      const { host } = new URL(upstream.url);
      for (const { name } of added) {
        await expect(fetchCosts(admin, range, findCostSource(name, added))).rejects.toMatchObject({
          code: "invalid",
          message: togetherAt(host),
        });
        expect((await getReconciliation(admin, { provider: name, ...range })).rows).toEqual([]);
      }
    }));

  test("are fetched for a provider that has its host alone, whatever stands at other ports and hosts", () => {
    const added = [
      { name: "team-a", baseUrl: "http://127.0.0.1:4000/v1" },
      { name: "team-b", baseUrl: "http://127.0.0.1:4001" },
      { name: "team-c", baseUrl: "https://api.openai.com/v1" },
    ];
    for (const { name } of added)
      expect(findCostSource(name, added)).toMatchObject({ provider: name, adminKey: "admin" });
  });

  test.each([
    ["https://api.openai.com/v1", "https://API.openai.com:443"],
    ["http://127.0.0.1:4000/v1", "http://127.0.0.1:4000/other"],
  ])("are not told apart by how an address is written: %s and %s", (first, second) => {
    const added = [
      { name: "team-a", baseUrl: first },
      { name: "team-b", baseUrl: second },
    ];
    for (const { name } of added)
      expect(findCostSource(name, added)).toEqual({ refusal: togetherAt(new URL(first).host) });
  });

  test("of a host to which the admin key does not go are no account's, however many share it", () => {
    const added = ["a", "b"].map((name) => ({ name, baseUrl: "https://gateway.example.org/v1" }));
    expect(findCostSource("a", added)).toBeNull();
  });
});
