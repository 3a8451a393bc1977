import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countTokens } from "../context/count-tokens";
import { countProgramRequest } from "./count-request";
import type { ProgramRequest } from "./request-schema";

const openai = { provider: { id: "openai" }, model: "gpt-4o-mini" };
const base: ProgramRequest = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Hi" }] };

describe("countProgramRequest", () => {
  const parts: [string, Partial<ProgramRequest>][] = [
    ["a message", { messages: [...base.messages, { role: "system", content: "Be brief." }] }],
    ["a part", { messages: [{ role: "user", content: [{ type: "text", text: "Hi there" }] }] }],
    ["a name", { messages: [{ role: "user", content: "Hi", name: "somebody" }] }],
    [
      "a tool call",
      {
        messages: [
          ...base.messages,
          {
            role: "assistant",
            content: null,
            tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: '{"a":1}' } }],
          },
        ],
      },
    ],
    ["a tool", { tools: [{ type: "function", function: { name: "f" } }] }],
    ["a schema", { response_format: { type: "json_schema", json_schema: { name: "s", schema: { a: {} } } } }],
    ["a choice", { tool_choice: { type: "function", function: { name: "f" } } }],
  ];

  test.each(parts)("counts %s", async (_name, more) => {
    const [plain, with_] = [
      await countProgramRequest(base, openai),
      await countProgramRequest({ ...base, ...more }, openai),
    ];
    expect(with_.inputTokens).toBeGreaterThan(plain.inputTokens);
    expect(with_.inputTokens).toBeGreaterThanOrEqual(with_.likelyInputTokens);
  });

  test("is never below the tokens of everything that is sent as text", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), text, async (contents, description) => {
        const request: ProgramRequest = {
          ...base,
          messages: contents.map((content) => ({ role: "user", content })),
          tools: [{ type: "function", function: { name: "f", description } }],
        };
        const all = await Promise.all([...contents, description].map(countTokens));
        const { inputTokens } = await countProgramRequest(request, openai);
        expect(inputTokens).toBeGreaterThanOrEqual(all.reduce((a, b) => a + b, 0));
      }),
      { numRuns: 60 },
    );
  });

  test("counts a long text as it counts its pieces, and lets others run meanwhile", async () => {
    const long = "The numbers of this month follow. ".repeat(12_000);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const { likelyInputTokens } = await countProgramRequest(
      { ...base, messages: [{ role: "user", content: long }] },
      openai,
    );
    clearInterval(timer);
    expect(likelyInputTokens).toBe((await countTokens(long)) + 24);
    expect(turns).toBeGreaterThan(1);
  });
});
