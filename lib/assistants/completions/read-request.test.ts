import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { readRequest } from "./read-request";

const user = { role: "user", content: "Hi" };
const base = { model: "gpt-4o-mini", messages: [user] };
const tool = {
  type: "function",
  function: { name: "look_up", description: "…", parameters: { type: "object" } },
};
const call = { id: "call_1", type: "function", function: { name: "look_up", arguments: '{"a":1}' } };

function refusal(body: unknown) {
  try {
    readRequest(body);
  } catch (error) {
    if (isAppError(error)) return { code: error.code, message: error.message, ...error.details };
    throw error;
  }
  return null;
}

describe("readRequest", () => {
  test("takes what the official client sends", () => {
    const sent: OpenAI.Chat.ChatCompletionCreateParamsStreaming = {
      model: "gpt-4o-mini",
      messages: [
        { role: "developer", content: [{ type: "text", text: "Be brief." }] },
        { role: "system", content: "Be kind." },
        { role: "user", content: "Where?", name: "m07" },
        { role: "assistant", content: null, tool_calls: [{ ...call, type: "function" }] },
        { role: "tool", tool_call_id: "call_1", content: "Here." },
        { role: "assistant", content: "Here.", refusal: null },
      ],
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 100,
      tools: [{ type: "function", function: { name: "look_up", strict: true, parameters: {} } }],
      tool_choice: { type: "function", function: { name: "look_up" } },
      parallel_tool_calls: false,
      response_format: { type: "json_schema", json_schema: { name: "place", schema: { type: "object" } } },
      temperature: 0.5,
      top_p: 1,
      frequency_penalty: -1,
      presence_penalty: 1,
      logit_bias: { "50256": -100 },
      logprobs: true,
      top_logprobs: 2,
      seed: 7,
      stop: ["\n"],
      reasoning_effort: "low",
      verbosity: "low",
      service_tier: "flex",
      prompt_cache_key: "k",
      safety_identifier: "s",
      user: "u",
      metadata: { a: "b" },
      n: 1,
      modalities: ["text"],
      store: false,
    };
    expect(readRequest(sent)).toEqual(sent);
  });

  test("takes null for a parameter as left out", () => {
    expect(readRequest({ ...base, temperature: null, n: null, audio: null, tools: null })).toEqual(base);
  });

  test("leaves out of an earlier answer what says nothing new", () => {
    const answer = { role: "assistant", content: "Hi.", refusal: null };
    const echoed = { ...answer, annotations: [], audio: null, function_call: null, parsed: { a: 1 } };
    expect(readRequest({ ...base, messages: [echoed, user] }).messages[0]).toEqual(answer);
  });

  test.each([
    [{ n: 2 }, "n", "unsupported_value"],
    [{ service_tier: "priority" }, "service_tier", "unsupported_value"],
    [{ store: true }, "store", "unsupported_value"],
    [{ modalities: ["text", "audio"] }, "modalities", "unsupported_value"],
    [{ audio: { voice: "ash", format: "mp3" } }, "audio", "unsupported_parameter"],
    [{ web_search_options: {} }, "web_search_options", "unsupported_parameter"],
    [{ prediction: { type: "content", content: "x" } }, "prediction", "unsupported_parameter"],
    [{ functions: [] }, "functions", "unsupported_parameter"],
    [{ function_call: "auto" }, "function_call", "unsupported_parameter"],
    [{ moderation: {} }, "moderation", "unsupported_parameter"],
    [{ prompt_cache_retention: "24h" }, "prompt_cache_retention", "unsupported_parameter"],
    [{ top_k: 3 }, "top_k", "unknown_parameter"],
    [{ constructor: 3 }, "constructor", "unknown_parameter"],
  ])("refuses %j in one sentence, since its cost cannot be held for", (extra, param, code) => {
    expect(refusal({ ...base, ...extra })).toMatchObject({ code, param, message: expect.any(String) });
  });

  test.each([
    [{ ...base, model: undefined }, "model"],
    [{ ...base, messages: [] }, "messages"],
    [{ ...base, messages: "Hi" }, "messages"],
    [{ ...base, messages: [{ role: "user" }] }, "messages[0].content"],
    [{ ...base, messages: [{ role: "user", content: [{ type: "text" }] }] }, "messages[0].content[0].text"],
    [{ ...base, messages: [user, { ...user, foo: 1 }] }, "messages[1].foo"],
    [{ ...base, messages: [{ role: "function", content: "x", name: "y" }] }, "messages[0].role"],
    [{ ...base, temperature: "hot" }, "temperature"],
    [{ ...base, max_tokens: 0 }, "max_tokens"],
    [{ ...base, max_tokens: 1.5 }, "max_tokens"],
    [{ ...base, stop: ["a", "b", "c", "d", "e"] }, "stop"],
    [{ ...base, stream_options: { include_usage: true } }, "stream_options"],
    [{ ...base, response_format: { type: "grammar" } }, "response_format.type"],
    [{ ...base, tool_choice: "sometimes" }, "tool_choice"],
  ])("names the place of what is wrong in %j", (body, param) => {
    const refused = refusal(JSON.parse(JSON.stringify(body)));
    expect(refused).toMatchObject({ code: expect.any(String), param });
    expect(refused?.message).toMatch(/\.$/);
  });

  const image = { type: "image_url", image_url: { url: "https://example.org/a.png" } };
  test.each([
    [{ ...base, messages: [{ role: "user", content: [image] }] }, "Only text"],
    [{ ...base, messages: [{ role: "user", content: [{ type: "file", file: {} }] }] }, "Only text"],
    [{ ...base, messages: [{ role: "assistant", content: "x", audio: { id: "a" } }, user] }, "Only text"],
    [{ ...base, tools: [tool, { type: "web_search" }] }, "Only tools of type 'function'"],
    [{ ...base, tools: [{ type: "custom", custom: { name: "x" } }] }, "Only tools of type 'function'"],
    [{ ...base, messages: [] }, "'messages' is a list of entries, at least 1."],
    [{ ...base, max_tokens: 0 }, "'max_tokens' is at least 1."],
    [[base], "a JSON object"],
    [null, "a JSON object"],
    ["Hi", "a JSON object"],
  ])("says what can be sent instead of %j", (body, sentence) => {
    expect(refusal(body)?.message).toContain(sentence);
  });
});
