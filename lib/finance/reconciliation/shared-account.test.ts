import { beforeAll, describe, expect, test, vi } from "vitest";
import { findCostSource } from "..";

beforeAll(() => {
  vi.stubEnv("OPENAI_ADMIN_KEY", "admin");
  vi.stubEnv("OPENAI_BASE_URL", "https://api.openai.com/v1");
});

describe("the costs of the environment's account", () => {
  test("are fetched where no added provider has its host", () => {
    const added = [{ name: "ours", baseUrl: "https://gateway.example.org/v1" }];
    expect(findCostSource("openai", added)).toMatchObject({ provider: "openai", adminKey: "admin" });
  });

  test("are fetched neither for it nor for an added provider at its host", () => {
    const added = [{ name: "ours", baseUrl: "https://api.openai.com" }];
    const refusal =
      "The costs of api.openai.com are those of all its providers together: paste the export of each instead.";
    expect([findCostSource("openai", added), findCostSource("ours", added)]).toEqual([
      { refusal },
      { refusal },
    ]);
  });
});
