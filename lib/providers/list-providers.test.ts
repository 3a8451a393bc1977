import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { providersOf } from "./list-providers";

function list(source: Record<string, string>) {
  const result = parseEnv(source);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return providersOf(result.env, { demoUrl: source.PURSER_DEMO_URL, ollamaUrl: source.PURSER_OLLAMA_URL });
}

describe("listProviders", () => {
  test("has none without any setting", () => {
    expect(list({})).toEqual([]);
  });

  test("takes a key alone for OpenAI's", () => {
    expect(list({ OPENAI_API_KEY: "sk-1" })).toEqual([
      {
        id: "openai",
        label: "OpenAI",
        baseUrl: "https://api.openai.com/v1",
        apiKey: "sk-1",
        dialect: "responses",
        simulated: false,
        free: false,
      },
    ]);
  });

  test.each([
    ["https://acme.openai.azure.com/openai/v1/", "azure", "responses"],
    ["https://api.anthropic.com/v1", "anthropic", "chat"],
    ["https://openrouter.ai/api/v1", "openrouter", "chat"],
    ["http://models.internal:11434/v1", "ollama", "chat"],
    ["http://127.0.0.1:4010/v1", "compatible", "detect"],
    ["https://api.openai.com.example.org/v1", "compatible", "detect"],
  ])("knows who answers at %s", (url, id, dialect) => {
    expect(list({ OPENAI_BASE_URL: url })).toMatchObject([
      { id, dialect, apiKey: "none", free: id === "ollama", baseUrl: url.replace(/\/$/, "") },
    ]);
  });

  test("lets OPENAI_API overrule what it knows", () => {
    const [provider] = list({ OPENAI_API_KEY: "k", OPENAI_API: "chat" });
    expect(provider?.dialect).toBe("chat");
  });

  test("offers what the launcher found, and adds a missing /v1", () => {
    const found = {
      PURSER_DEMO_URL: "http://127.0.0.1:5001",
      PURSER_OLLAMA_URL: "http://localhost:11434/v1",
    };
    expect(list(found)).toMatchObject([
      { id: "demo", label: "Demo model", simulated: true, free: false, baseUrl: "http://127.0.0.1:5001/v1" },
      { id: "ollama", simulated: false, free: true, baseUrl: "http://localhost:11434/v1" },
    ]);
  });
});
