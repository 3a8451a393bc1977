import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Assembly } from "./assemble";

function assemble(...chunks: object[]) {
  const assembly = new Assembly();
  for (const chunk of chunks) assembly.add({ ...chunk });
  return assembly.finish();
}

const delta = (fields: object, more: object = {}) => ({ choices: [{ index: 0, delta: fields, ...more }] });

describe("Assembly", () => {
  test("puts words, refusal and other makers' reasoning together", () => {
    const whole = assemble(
      { id: "x", model: "m", system_fingerprint: "fp", service_tier: null, ...delta({ role: "assistant" }) },
      delta({ content: "One " }),
      delta({ reasoning_content: "Hm. " }),
      delta({ content: "two", reasoning_content: "Yes." }),
      delta({}, { finish_reason: "stop" }),
      { choices: [], usage: { prompt_tokens: 1 } },
    );
    expect(whole).toEqual({
      system_fingerprint: "fp",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: "One two",
            refusal: null,
            reasoning_content: "Hm. Yes.",
          },
          logprobs: null,
          finish_reason: "stop",
        },
      ],
    });
  });

  test("puts tool calls together by their index, whatever their order", () => {
    const call = (index: number, fields: object) => delta({ tool_calls: [{ index, ...fields }] });
    const { choices } = assemble(
      delta({ content: "" }),
      call(1, { id: "b", type: "function", function: { name: "second", arguments: "{" } }),
      call(0, { id: "a", type: "function", function: { name: "first", arguments: '{"n"' } }),
      call(1, { function: { arguments: "}" } }),
      call(0, { function: { arguments: ":1}" } }),
      delta({}, { finish_reason: "tool_calls" }),
    );
    expect(choices).toMatchObject([
      {
        finish_reason: "tool_calls",
        message: {
          content: null,
          tool_calls: [
            { id: "a", type: "function", function: { name: "first", arguments: '{"n":1}' } },
            { id: "b", type: "function", function: { name: "second", arguments: "{}" } },
          ],
        },
      },
    ]);
  });

  test("puts log probabilities together", () => {
    const { choices } = assemble(
      delta({ content: "a" }, { logprobs: { content: [{ token: "a" }], refusal: null } }),
      delta({ content: "b" }, { logprobs: { content: [{ token: "b" }] } }),
    );
    expect(choices).toMatchObject([
      { logprobs: { content: [{ token: "a" }, { token: "b" }] }, finish_reason: "length" },
    ]);
  });

  test("takes anything that JSON can be", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.jsonValue(), (chunks, choice) => {
        const whole = assemble(...chunks, { choices: [choice] }, { choices: [{ delta: choice }] });
        expect(whole.choices).toHaveLength(1);
      }),
    );
  });
});
