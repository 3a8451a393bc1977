import { afterEach, describe, expect, test } from "vitest";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { listProviderModels } from "./index";
import type { Provider } from "./types";

let upstream: Upstream | undefined;
afterEach(() => upstream?.close());

function provider(baseUrl: string): Provider {
  const rest = { apiKey: "key", dialect: "chat" as const, simulated: false, free: false };
  return { id: "compatible", label: "Test", baseUrl, ...rest };
}

describe("listProviderModels", () => {
  test("leaves out the models that cannot answer", async () => {
    const models = ["gpt-4o-mini", "text-embedding-3-small", "whisper-1", "dall-e-3", "gpt-5-mini"];
    upstream = await startUpstream({ apiKey: "key", models });
    expect(await listProviderModels(provider(upstream.url))).toEqual(["gpt-4o-mini", "gpt-5-mini"]);
  });

  test("remembers the answer", async () => {
    upstream = await startUpstream({ models: ["one"] });
    const known = provider(upstream.url);
    await listProviderModels(known);
    await upstream.close();
    expect(await listProviderModels(known)).toEqual(["one"]);
  });

  test("fails in our own words", async () => {
    upstream = await startUpstream({ apiKey: "another" });
    const failure = listProviderModels(provider(upstream.url));
    await expect(failure).rejects.toMatchObject({ code: "provider_failed", failure: "unauthorized" });
  });
});
