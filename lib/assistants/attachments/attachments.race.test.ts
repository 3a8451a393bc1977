import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attempts } from "@/db/schema";
import * as assistants from "..";
import { readToEnd, useAssistants } from "../testing";
import { attach, isFulfilled, pngOf, send } from "./testing";

const house = useAssistants();

const parts = z.array(
  z.object({
    type: z.string(),
    text: z.string().optional(),
    image_url: z.string().optional(),
    detail: z.string().optional(),
  }),
);
const body = z.object({
  instructions: z.string().refine((told) => !told.startsWith("Write a title")),
  input: z.array(z.object({ role: z.string(), content: z.union([z.string(), parts]) })),
});

/** What the provider was sent last, but for titles. */
function lastInput() {
  const bodies = house.upstream.requests().flatMap((request) => body.safeParse(request.body).data ?? []);
  return bodies.at(-1)?.input ?? [];
}

async function heldAndUsed(runId: string) {
  const [attempt] = await house.db
    .select()
    .from(attempts)
    .where(sql`${attempts.runId} = ${runId}::uuid and ${attempts.purpose} = 'answer'`);
  return { held: attempt?.inputTokensCounted ?? 0, used: attempt?.inputTokens ?? 0 };
}

describe("a message with attachments", () => {
  test.each(["gpt-4o-mini", "gpt-4o", "gpt-4.1-mini", "gpt-5-mini"])(
    "is held for at least what %s counts, images and texts included",
    async (model) => {
      const ctx = await house.newCtx();
      const text = await attach(ctx, "notes.md", "One line of notes, 42 in number.\n".repeat(300));
      for (const [width, height] of [
        ...([
          [1, 1],
          [640, 480],
          [2_049, 513],
        ] as const),
        ...([
          [1_800, 2_400],
          [4_000, 1_474],
          [96, 2_900],
        ] as const),
      ]) {
        const image = await attach(ctx, "picture.png", pngOf(width, height));
        const note = await attach(ctx, "note.txt", `${width} by ${height} ☕`);
        const { runId, outcome } = await send(ctx, { model, attachmentIds: [image.id, note.id] });
        expect(outcome.certainty).toBe("exact");
        const { held, used } = await heldAndUsed(runId);
        expect(held).toBeGreaterThanOrEqual(used);
        expect(held).toBeLessThan(used * 2.2 + 200);
      }
      const { runId } = await send(ctx, { model, attachmentIds: [text.id] });
      const { held, used } = await heldAndUsed(runId);
      expect(held).toBeGreaterThanOrEqual(used);
      expect(used).toBeGreaterThan(2_000);
    },
  );

  test("is quoted at what is held for it", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "a.png", pngOf(900, 500));
    const plain = await assistants.getQuote(ctx, { threadId: null, model: "gpt-4o" });
    const quote = await assistants.getQuote(ctx, { model: "gpt-4o", attachmentIds: [image.id] });
    const { runId } = await send(ctx, { model: "gpt-4o", text: "", attachmentIds: [image.id] });
    expect(quote.contextTokens).toBeGreaterThan(plain.contextTokens + 400);
    expect((await heldAndUsed(runId)).held).toBe(quote.contextTokens);
  });

  test("reaches the provider with the text under its name and the image as its bytes, again in later turns", async () => {
    const ctx = await house.newCtx();
    const png = pngOf(40, 30);
    const text = await attach(ctx, "plan.txt", "The plan is simple.");
    const image = await attach(ctx, "map.png", png);
    const { threadId } = await send(ctx, { attachmentIds: [text.id, image.id] });
    const shown = [
      { type: "input_text", text: "[Attached file: plan.txt]\nThe plan is simple." },
      { type: "input_image", image_url: `data:image/png;base64,${png.toString("base64")}`, detail: "high" },
      { type: "input_text", text: "Look at this" },
    ];
    expect(lastInput()).toEqual([{ role: "user", content: shown }]);
    await send(ctx, { threadId, text: "And now?", attachmentIds: [] });
    expect(lastInput()[0]).toEqual({ role: "user", content: shown });
    expect(lastInput().at(-1)).toEqual({ role: "user", content: "And now?" });
    const { messages } = await assistants.getThread(ctx, { threadId });
    expect(messages[0]).toMatchObject({
      attachments: [
        { id: text.id, name: "plan.txt", kind: "text", bytes: 19 },
        { id: image.id, name: "map.png", kind: "image", bytes: png.length },
      ],
    });
  });

  test("has its images named to a model that sees none, and is refused by one before anything is sent", async () => {
    const ctx = await house.newCtx();
    const model = "o3-mini";
    const image = await attach(ctx, "map.png", pngOf(40, 30));
    const before = house.upstream.requests().length;
    await expect(send(ctx, { model, attachmentIds: [image.id] })).rejects.toMatchObject({
      ...{
        code: "invalid",
        message: expect.stringContaining("o3-mini reads no images: choose another model"),
      },
    });
    expect(house.upstream.requests()).toHaveLength(before);
    const { threadId } = await send(ctx, { model: "gpt-4o", attachmentIds: [image.id] });
    const { runId } = await send(ctx, { threadId, model, text: "Which one?", attachmentIds: [] });
    expect(lastInput()[0]?.content).toEqual([
      { type: "input_text", text: "[image: map.png]" },
      { type: "input_text", text: "Look at this" },
    ]);
    const { held, used } = await heldAndUsed(runId);
    expect(held).toBeGreaterThanOrEqual(used);
  });

  test("goes to one of two sends; the other is told, and the same key is the same message", async () => {
    const ctx = await house.newCtx();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await attach(ctx, "notes.txt", `Round ${round}`);
      const results = await Promise.allSettled([1, 2, 3].map(() => send(ctx, { attachmentIds: [id] })));
      const [won, lost] = [results.filter(isFulfilled), results.filter((result) => !isFulfilled(result))];
      expect(won).toHaveLength(1);
      for (const result of lost) expect(result).toMatchObject({ reason: { code: "conflict" } });
    }
    const { id } = await attach(ctx, "notes.txt", "Once");
    const input = { text: "Once", attachmentIds: [id], idempotencyKey: randomUUID() };
    const runs = await Promise.all([1, 2, 3].map(() => assistants.startRun(ctx, input)));
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
    await readToEnd(ctx, { runId: runs[0]?.runId ?? "" });
  });

  test("keeps them when it is edited, but for those that are removed", async () => {
    const ctx = await house.newCtx();
    const [one, two] = [await attach(ctx, "1.txt", "One"), await attach(ctx, "2.txt", "Two")];
    const { threadId, userMessageId } = await send(ctx, { attachmentIds: [one.id, two.id] });
    const edited = await assistants.editMessage(ctx, {
      ...{ messageId: userMessageId, text: "Again", idempotencyKey: randomUUID() },
    });
    await readToEnd(ctx, edited);
    const names = async () => {
      const [first] = (await assistants.getThread(ctx, { threadId })).messages;
      return first?.role === "user" ? first.attachments.map(({ name }) => name) : [];
    };
    expect(await names()).toEqual(["1.txt", "2.txt"]);
    const last = await assistants.editMessage(ctx, {
      ...{ messageId: edited.userMessageId, text: "Again", attachmentIds: [two.id] },
      idempotencyKey: randomUUID(),
    });
    await readToEnd(ctx, last);
    expect(await names()).toEqual(["2.txt"]);
    expect(JSON.stringify(lastInput())).not.toContain("One");
  });
});
