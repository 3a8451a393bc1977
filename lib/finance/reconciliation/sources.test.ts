import { afterAll, beforeAll, expect, test, vi } from "vitest";
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
