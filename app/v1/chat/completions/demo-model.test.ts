import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoServer, startDemoServer } from "@/lib/providers/demo/server";
import { useDoor } from "../../testing";

const door = useDoor();
let demo: DemoServer;

beforeAll(async () => {
  demo = await startDemoServer({ pieceEveryMs: 0 });
  process.env.PURSER_DEMO_URL = demo.url;
});
afterAll(() => demo.close());

const ask = { model: "demo-model", messages: [{ role: "user" as const, content: "What is 6 * 7?" }] };

test("the demo model answers programs, whole and streamed, and calls their tools", async () => {
  const { client } = await door.newProgram();
  expect((await client.models.list()).data.map(({ id }) => id)).toContain("demo-model");
  const whole = await client.chat.completions.create(ask);
  expect(whole).toMatchObject({ model: "demo-model", usage: { certainty: "exact" } });
  expect(whole.choices[0]?.message.content).toContain("= 42");

  const stream = client.chat.completions.stream({ ...ask, stream_options: { include_usage: true } });
  const streamed = await stream.finalChatCompletion();
  expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
  expect(streamed.usage?.completion_tokens).toBe(whole.usage?.completion_tokens);

  const tool = { type: "function" as const, function: { name: "clock", parameters: { type: "object" } } };
  const called = await client.chat.completions.create({ ...ask, tools: [tool], tool_choice: "required" });
  expect(called.choices[0]).toMatchObject({
    finish_reason: "tool_calls",
    message: { tool_calls: [{ function: { name: "clock", arguments: "{}" } }] },
  });
});
