import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type OpenAI from "openai";
import { beforeEach, describe, expect, test } from "vitest";
import { entries, messages, runs, threads } from "@/db/schema";
import { deleteThreads, getThread, listThreads, renameThread, startRun } from "@/lib/assistants";
import { until } from "@/lib/assistants/testing";
import type { Ctx } from "@/lib/org/types";
import { getMemberMonth } from "@/lib/reports";
import { useDoor } from "../../testing";
import { ask } from "./testing";

const door = useDoor();
const { lab } = door;
const { db } = lab;

beforeEach(() => lab.upstream.reset());

const entriesOf = ({ actor }: Ctx) =>
  db.select().from(entries).where(eq(entries.userId, actor.userId)).orderBy(asc(entries.recordedAt));
const runsOf = ({ actor }: Ctx) =>
  db.select().from(runs).where(eq(runs.userId, actor.userId)).orderBy(asc(runs.createdAt));

const TOOL: OpenAI.Chat.ChatCompletionFunctionTool = {
  type: "function",
  function: {
    name: "look_up",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

const FORMAT = {
  type: "json_schema" as const,
  json_schema: { name: "place", strict: true, schema: { type: "object" } },
};

async function collect(stream: AsyncIterable<OpenAI.Chat.ChatCompletionChunk>) {
  const chunks: OpenAI.Chat.ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
  return { chunks, text };
}

describe("POST /v1/chat/completions", () => {
  test("answers the official client and books what the provider reported", async () => {
    const { ctx, client } = await door.newProgram();
    lab.upstream.reply({ reply: "Grüße aus Łódź." });
    const { data: answer, response } = await client.chat.completions
      .create({ ...ask("Hi"), temperature: 0.3, response_format: FORMAT, metadata: { a: "b" } })
      .withResponse();
    const [run] = await runsOf(ctx);
    expect(answer).toMatchObject({
      id: `chatcmpl-${run?.id.replaceAll("-", "")}`,
      object: "chat.completion",
      created: Math.floor((run?.createdAt.getTime() ?? 0) / 1_000),
      model: "gpt-4o-mini",
      choices: [
        {
          index: 0,
          finish_reason: "stop",
          message: { role: "assistant", content: "Grüße aus Łódź.", refusal: null },
        },
      ],
    });
    expect(response.headers.get("x-request-id")).toBe(run?.id);
    const [entry, ...others] = await entriesOf(ctx);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ certainty: "exact", purpose: "answer", apiKeyId: run?.apiKeyId });
    expect(answer.usage).toMatchObject({
      prompt_tokens: entry?.inputTokens,
      completion_tokens: entry?.outputTokens,
      total_tokens: Number(entry?.inputTokens) + Number(entry?.outputTokens),
      certainty: "exact",
      cost_usd: expect.stringMatching(/^0\.0000\d+$/),
    });
    const body = lab.upstream.requests().at(-1)?.body;
    expect(body).toMatchObject({
      temperature: 0.3,
      response_format: FORMAT,
      stream: true,
      max_tokens: 4_096,
    });
    expect(body).not.toHaveProperty("metadata");
  });

  test("streams chunks as they come, with our id and model, and the booked usage last", async () => {
    const { ctx, client } = await door.newProgram();
    lab.upstream.reply({ reply: "One two three." });
    const stream = await client.chat.completions.create({
      ...ask("[[upstream:cached:2+reasoning:3]] Count"),
      stream: true,
      stream_options: { include_usage: true },
    });
    const { chunks, text } = await collect(stream);
    const [run] = await runsOf(ctx);
    const [entry] = await entriesOf(ctx);
    expect(text).toBe("One two three.");
    expect(new Set(chunks.map(({ id, model }) => `${id} ${model}`))).toEqual(
      new Set([`chatcmpl-${run?.id.replaceAll("-", "")} gpt-4o-mini`]),
    );
    expect(chunks.slice(0, -1).map(({ usage }) => usage)).toEqual(chunks.slice(0, -1).map(() => null));
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: {
        prompt_tokens: entry?.inputTokens,
        completion_tokens: entry?.outputTokens,
        prompt_tokens_details: { cached_tokens: 2 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
    });
    expect(run).toMatchObject({ status: "completed", answerMessageId: null, userMessageId: null });
  });

  test("says nothing of usage in a stream that did not ask for it", async () => {
    const { client } = await door.newProgram();
    const { chunks } = await collect(await client.chat.completions.create({ ...ask("Hi"), stream: true }));
    expect(chunks.some((chunk) => "usage" in chunk)).toBe(false);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe("stop");
  });

  test("takes the official client through a round of tools", async () => {
    const { ctx, client } = await door.newProgram();
    const question = ask("[[upstream:tools:2]] Kraków").messages;
    const first = await client.chat.completions.create({
      model: "gpt-4o-mini",
      messages: question,
      tools: [TOOL],
      parallel_tool_calls: true,
    });
    const [choice] = first.choices;
    expect(choice?.finish_reason).toBe("tool_calls");
    const calls = choice?.message.tool_calls ?? [];
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatchObject({
      type: "function",
      id: expect.any(String),
      function: { name: "look_up", arguments: JSON.stringify({ city: question[0]?.content }) },
    });
    if (!choice) throw new Error("There is one choice.");
    const results = calls.map(({ id }) => ({ role: "tool" as const, tool_call_id: id, content: "Sunny" }));
    const then = [...question, choice.message, ...results, { role: "user" as const, content: "So?" }];
    lab.upstream.reply({ reply: "Sunny twice." });
    const second = await client.chat.completions.create({
      model: "gpt-4o-mini",
      messages: then,
      tools: [TOOL],
    });
    expect(second.choices[0]?.message.content).toBe("Sunny twice.");
    expect(lab.upstream.requests().at(-1)?.body).toMatchObject({
      tools: [TOOL],
      messages: [
        question[0],
        { role: "assistant", content: null, tool_calls: calls },
        ...results,
        { content: "So?" },
      ],
    });
    expect(await entriesOf(ctx)).toHaveLength(2);
  });

  test("streams the parts of tool calls as the provider cut them", async () => {
    const { client } = await door.newProgram();
    const runner = client.chat.completions.stream({
      ...ask("Kraków"),
      tools: [TOOL],
      tool_choice: { type: "function", function: { name: "look_up" } },
    });
    const { chunks } = await collect(runner);
    const parts = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map((part) => part.function?.arguments).join("")).toBe('{"city":"Kraków"}');
    const final = await runner.finalChatCompletion();
    expect(final.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: "look_up", arguments: '{"city":"Kraków"}' },
    });
  });

  test("holds an answer to the length that was asked for", async () => {
    const { ctx, client } = await door.newProgram();
    const answer = await client.chat.completions.create({ ...ask("Hi"), max_completion_tokens: 9 });
    expect(answer.choices[0]?.finish_reason).toBe("length");
    expect(answer.usage?.completion_tokens).toBe(9);
    expect(await runsOf(ctx)).toMatchObject([{ outputTokensMax: 9, incompleteReason: "max_output_tokens" }]);
    await client.chat.completions.create({ ...ask("Hi"), max_tokens: 40, max_completion_tokens: 50 });
    expect(lab.upstream.book().calls.at(-1)?.outputTokensMax).toBe(40);
  });

  test("ends an answer that does not keep to its limit, and says length", async () => {
    const { client } = await door.newProgram();
    const stream = await client.chat.completions.create({
      ...ask("[[upstream:ignore_limit+slow:1+tokens:4000]]"),
      max_tokens: 20,
      stream: true,
    });
    const { chunks } = await collect(stream);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe("length");
    await until(async () => lab.upstream.book().calls[0]?.clientDisconnected === true);
  });

  test.each(["no_usage", "absurd:huge"])("says that usage is estimated where it is %s", async (behaviour) => {
    const { ctx, client } = await door.newProgram();
    const answer = await client.chat.completions.create(ask(`[[upstream:${behaviour}+tokens:40]]`));
    const [entry] = await entriesOf(ctx);
    expect(entry?.certainty).toBe("estimated");
    expect(answer.usage).toMatchObject({
      completion_tokens: entry?.outputTokens,
      prompt_tokens: entry?.inputTokens,
      certainty: "estimated",
    });
  });

  test("holds at least what the provider counts, tools, calls and schemas included", async () => {
    const { ctx, client } = await door.newProgram();
    const description = "Looks up what is known about a city. ".repeat(40);
    await client.chat.completions.create({
      model: "gpt-4o-mini",
      messages: [
        { role: "system", content: [{ type: "text", text: "Be brief. ".repeat(50) }] },
        { role: "user", content: "Where?", name: "somebody" },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "call_1",
              type: "function",
              function: { name: "look_up", arguments: JSON.stringify({ city: "x ".repeat(300) }) },
            },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "Nowhere. ".repeat(100) },
      ],
      tools: [{ type: "function", function: { ...TOOL.function, description } }],
    });
    const [entry] = await entriesOf(ctx);
    expect(entry).toMatchObject({ certainty: "exact", overrunPicoUsd: 0n });
    expect(entry?.inputTokens).toBeGreaterThan(900);
  });

  test("keeps nothing of what was said, and its thread out of sight", async () => {
    const { ctx, client } = await door.newProgram();
    await client.chat.completions.create(ask("A secret"));
    await client.chat.completions.create(ask("Another"));
    const own = await db.select().from(threads).where(eq(threads.userId, ctx.actor.userId));
    expect(own).toMatchObject([{ title: "API key “laptop”" }]);
    expect(await db.$count(messages, eq(messages.userId, ctx.actor.userId))).toBe(0);
    expect((await listThreads(ctx)).threads).toEqual([]);
    const threadId = own[0]?.id ?? "";
    for (const touch of [
      () => getThread(ctx, { threadId }),
      () => renameThread(ctx, { threadId, title: "Mine" }),
      () => deleteThreads(ctx, { threadIds: [threadId] }),
      () => startRun(ctx, { threadId, text: "Hi", idempotencyKey: randomUUID() }),
    ]) {
      await expect(touch()).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await getMemberMonth(ctx, {})).threads).toMatchObject([
      { threadId, title: "API key “laptop”", isApiKey: true },
    ]);
    expect(await runsOf(ctx)).toMatchObject([{ requestHash: "" }, { requestHash: "" }]);
    expect(JSON.stringify(await runsOf(ctx))).not.toContain("secret");
    expect(new Set((await runsOf(ctx)).map((run) => run.threadId))).toEqual(new Set([threadId]));
  });
});
