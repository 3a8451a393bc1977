import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listProviderModels, streamAnswer } from "../index";
import type { Provider, ProviderEvent, ProviderMessage } from "../types";
import { findSum } from "./arithmetic";
import { replyTo } from "./reply";
import { type DemoServer, startDemoServer } from "./server";
import { countTokens, splitTokens } from "./tokens";

let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemoServer({ pieceEveryMs: 0 });
});
afterAll(() => demo.close());

const say = (lastUserText: string, instructions = "") =>
  replyTo({ lastUserText, instructions, messages: [], toolCalls: [] });

async function ask(dialect: "responses" | "chat", messages: ProviderMessage[], outputTokensMax = 1_000) {
  const provider: Provider = {
    id: "demo",
    label: "Demo model",
    baseUrl: demo.url,
    apiKey: "none",
    dialect,
    simulated: true,
    free: false,
  };
  const request = { model: "demo-model", messages, outputTokensMax };
  let text = "";
  let last: ProviderEvent | undefined;
  for await (const event of streamAnswer(provider, request, { signal: new AbortController().signal })) {
    if (event.type === "delta") text += event.text;
    last = event;
  }
  return { text, last };
}

describe("the demo model", () => {
  test.each(["responses", "chat"] as const)("streams an answer with usage in %s", async (dialect) => {
    const { text, last } = await ask(dialect, [{ role: "user", content: "Hello" }]);
    expect(text).toContain("demo model");
    expect(last).toMatchObject({
      reason: "stop",
      report: { usage: { inputTokens: 2, cachedInputTokens: 0, outputTokens: countTokens(text) } },
    });
  });

  test("goes on with an answer that was cut, where it is asked to", async () => {
    const asked: ProviderMessage[] = [{ role: "user", content: "Hello" }];
    const { text: cut } = await ask("responses", asked, 20);
    const { text: whole } = await ask("responses", asked);
    const goOn = (content: string): ProviderMessage[] => [
      ...asked,
      { role: "assistant", content: cut },
      { role: "user", content },
    ];
    expect(cut + (await ask("responses", goOn("Your answer was cut off. Go on."))).text).toBe(whole);
    expect((await ask("responses", goOn("Make me a table"))).text).toContain("|");
  });

  test("stops at the limit and says so", async () => {
    const { text, last } = await ask("responses", [{ role: "user", content: "Hello" }], 20);
    expect(countTokens(text)).toBe(20);
    expect(last).toMatchObject({ reason: "length", report: { usage: { outputTokens: 20 } } });
  });

  test("reads a long beginning it knows from its cache", async () => {
    const first: ProviderMessage[] = [{ role: "user", content: "a long text. ".repeat(500) }];
    const next: ProviderMessage[] = [
      ...first,
      { role: "assistant", content: "Yes." },
      { role: "user", content: "Go on" },
    ];
    expect((await ask("chat", first)).last).toMatchObject({ report: { usage: { cachedInputTokens: 0 } } });
    expect((await ask("chat", next)).last).toMatchObject({
      report: { usage: { inputTokens: 1_628, cachedInputTokens: 1_536 } },
    });
  });

  test("lists itself and knows no other", async () => {
    const provider = {
      id: "demo",
      label: "",
      baseUrl: demo.url,
      apiKey: "none",
      simulated: true,
      free: false,
    };
    expect(await listProviderModels({ ...provider, dialect: "responses" })).toEqual(["demo-model"]);
    const body = JSON.stringify({ model: "gpt-4o", input: "Hi" });
    const response = await fetch(`${demo.url}/responses`, { method: "POST", body });
    expect(response.status).toBe(404);
  });
});

describe("replyTo", () => {
  test.each([
    ["hi there", "Some things to ask me"],
    ["What does Purser do?", "no budget is ever exceeded"],
    ["How is the cost of an answer computed?", "tokens × price"],
    ["what happens when my budget is used up?", "Reserved"],
    ["Make a table of three project risks", "| risk |"],
    ["Write a TypeScript function that removes duplicates", "```ts"],
    ["a python script please", "```python"],
    ["Draft an email that asks for a later deadline", "**Subject:**"],
    ["give me a list of steps", "1. **Say"],
    ["What is 18% of 2450?", "= 441**"],
    ["compute 12 * (3 + 4) / 2", "= 42**"],
    ["thanks a lot", "welcome"],
    [
      `Summarise this text:\n${"The harbour was quiet that night. Ships waited outside the harbour. ".repeat(5)}`,
      "In short",
    ],
    ["Why did the Roman empire fall?", "**Roman**"],
  ])("answers %j", (question, part) => {
    expect(say(question)).toContain(part);
    expect(say(question)).toBe(say(question));
  });

  test("makes a title when the instructions ask for one", () => {
    expect(say("how do I split the rent among three people?", "Write a title of two to six words.")).toBe(
      "How do I split the",
    );
  });

  test("has an answer for everything", () => {
    fc.assert(fc.property(fc.string(), (text) => say(text).length > 0));
  });
});

describe("findSum", () => {
  test.each(["2026-11-22", "call me at 5", "1 / 0", "(1 + 2", "version 1.2.3", "a-b"])(
    "finds none in %j",
    (text) => {
      expect(findSum(text)).toBeNull();
    },
  );

  test("agrees with the language on sums of whole numbers", () => {
    const term = fc.tuple(fc.constantFrom("+", "-", "*"), fc.nat(99));
    fc.assert(
      fc.property(fc.nat(99), fc.array(term, { minLength: 1, maxLength: 4 }), (first, terms) => {
        const expression = terms.reduce((text, [sign, number]) => `${text} ${sign} ${number}`, String(first));
        const expected: unknown = new Function(`return ${expression}`)();
        expect(findSum(expression)?.result).toBe(expected);
      }),
    );
  });
});

describe("splitTokens", () => {
  test("never loses or splits a character, and countTokens agrees", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tokens = splitTokens(text);
        expect(tokens.join("")).toBe(text);
        expect(tokens.every((token) => Buffer.from(token).toString() === token)).toBe(true);
        expect(countTokens(text)).toBe(tokens.length);
      }),
    );
  });
});

describe("the demo model with tools", () => {
  const tools = [
    {
      type: "function",
      function: {
        name: "weather",
        parameters: {
          type: "object",
          properties: { city: { type: "string" }, unit: { enum: ["C", "F"] }, days: { type: "integer" } },
        },
      },
    },
  ];
  const post = async (body: object) => {
    const response = await fetch(`${demo.url}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: "demo-model", tools, ...body }),
    });
    return response.json();
  };
  const question = { role: "user", content: "Rome?" };

  test("calls the one that it must, with arguments of the right kinds", async () => {
    for (const choice of ["required", { type: "function", function: { name: "weather" } }]) {
      const { choices, usage } = await post({ messages: [question], tool_choice: choice });
      expect(choices[0]).toMatchObject({
        finish_reason: "tool_calls",
        message: {
          content: null,
          tool_calls: [
            {
              type: "function",
              function: { name: "weather", arguments: '{"city":"Rome?","unit":"C","days":1}' },
            },
          ],
        },
      });
      expect(usage.completion_tokens).toBe(9);
    }
  });

  test("answers in words when it may, and says what a tool answered", async () => {
    const free = await post({ messages: [question] });
    expect(free.choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: expect.any(String) },
    });
    const call = {
      id: "call_1",
      type: "function",
      function: { name: "weather", arguments: "{}" },
    };
    const round = await post({
      messages: [
        question,
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: "22 °C" },
      ],
    });
    expect(round.choices[0].message.content).toBe("The tool answered: 22 °C");
    expect(round.usage.prompt_tokens).toBeGreaterThan(free.usage.prompt_tokens);
  });
});
