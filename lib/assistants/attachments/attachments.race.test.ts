import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attachments, attempts } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { allowUnpriced } from "@/lib/pricing";
import * as assistants from "..";
import { exported, imported, question, threadFile } from "../exchange/testing";
import { readToEnd, useAssistants } from "../testing";
import { attach, pngOf } from "./testing";

const house = useAssistants();

type Sent = { text?: string; attachmentIds: string[]; model?: string; threadId?: string };

async function send(ctx: Ctx, { text = "Look at this", ...sent }: Sent) {
  const started = await assistants.startRun(ctx, { text, idempotencyKey: randomUUID(), ...sent });
  return { ...started, ...(await readToEnd(ctx, started)) };
}

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

async function countStored(ids: string[]): Promise<number> {
  const rows = await house.db.execute(
    sql`select id from attachments where id = any(${sql.param(ids)}::uuid[])`,
  );
  return rows.length;
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
    const [first] = await assistants.listModels(ctx);
    const model = "house-model";
    await allowUnpriced(ctx, { provider: first?.provider ?? "", model });
    const image = await attach(ctx, "map.png", pngOf(40, 30));
    const before = house.upstream.requests().length;
    await expect(send(ctx, { model, attachmentIds: [image.id] })).rejects.toMatchObject({
      ...{
        code: "invalid",
        message: expect.stringContaining("house-model reads no images: choose another model"),
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

describe("a file of threads", () => {
  test("takes texts and images along, and they are as they were where it comes in", async () => {
    const [ctx, other] = [await house.newCtx(), await house.newCtx()];
    const png = pngOf(40, 30);
    const text = await attach(ctx, "plan.txt", "The plan ☕");
    const image = await attach(ctx, "map.png", png);
    await send(ctx, { attachmentIds: [text.id, image.id] });
    const file = await exported(ctx);
    expect(await exported(ctx, "markdown")).toContain(
      "Look at this\n\n*Attached: plan.txt*\n\n*Attached: map.png*",
    );
    expect(await imported(other, file, 50_000)).toMatchObject({ threads: 1, reasons: [], fault: null });
    const { threads } = await assistants.listThreads(other);
    const { messages } = await assistants.getThread(other, { threadId: threads[0]?.id ?? "" });
    const [first] = messages;
    const files = first?.role === "user" ? first.attachments : [];
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([
      ["plan.txt", "text"],
      ["map.png", "image"],
    ]);
    const contents = await Promise.all(
      files.map(async ({ id }) =>
        (await assistants.getAttachment(other, { attachmentId: id })).readContent(),
      ),
    );
    expect(contents).toEqual([Buffer.from("The plan ☕"), png]);
    const again = JSON.parse(await exported(other));
    expect(again.threads[0].messages[0].attachments).toEqual(
      JSON.parse(file).threads[0].messages[0].attachments,
    );
    const hostile = threadFile({
      messages: [
        question("m1", null, {
          attachments: [{ name: "x.png", mediaType: "image/png", base64: "TVoAAQ==" }],
        }),
      ],
    });
    expect(await imported(other, hostile)).toMatchObject({
      reasons: ["Thread 1, message 1: an attachment of it is no text or image that can be attached."],
    });
  });
});

describe("an attachment", () => {
  test("is read by whoever has a message with it, and by nobody else", async () => {
    const [ctx, stranger] = [await house.newCtx(), await house.newCtx()];
    const { id: attachmentId } = await attach(ctx, "..\\C:\\secret/ plan .txt", "\ufeffThe plan");
    const file = await assistants.getAttachment(ctx, { attachmentId });
    expect(file.name).toBe("plan .txt");
    expect((await file.readContent()).toString()).toBe("The plan");
    const missing = { code: "not_found" };
    await expect(assistants.getAttachment(stranger, { attachmentId })).rejects.toMatchObject(missing);
    await expect(assistants.removeAttachment(stranger, { attachmentId })).rejects.toMatchObject(missing);
    await expect(send(stranger, { attachmentIds: [attachmentId] })).rejects.toMatchObject(missing);
    await expect(assistants.getQuote(stranger, { attachmentIds: [attachmentId] })).rejects.toMatchObject(
      missing,
    );
    const { threadId } = await send(ctx, { attachmentIds: [attachmentId] });
    await expect(assistants.getAttachment(stranger, { attachmentId })).rejects.toMatchObject(missing);
    await expect(assistants.removeAttachment(ctx, { attachmentId })).rejects.toMatchObject(missing);
    const { token } = await assistants.shareThread(ctx, { threadId });
    const shared = await assistants.getSharedThread(stranger, { token });
    expect(shared.messages[0]).toEqual({ role: "user", content: "Look at this", files: ["plan .txt"] });
    await expect(assistants.getAttachment(stranger, { attachmentId })).rejects.toMatchObject(missing);
    await assistants.continueShared(stranger, { token });
    await expect(assistants.getAttachment(stranger, { attachmentId })).resolves.toMatchObject({
      kind: "text",
    });
  });

  test("is gone with the last message that has it, and no sooner", async () => {
    const ctx = await house.newCtx();
    const image = await attach(ctx, "map.png", pngOf(40, 30));
    const { threadId } = await send(ctx, { attachmentIds: [image.id] });
    const copy = await assistants.duplicateThread(ctx, { threadId });
    const eraseNow = async (id: string) => {
      await assistants.deleteThreads(ctx, { threadIds: [id] });
      await house.db.execute(
        sql`update threads set deleted_at = now() - interval '2 days' where id = ${id}::uuid`,
      );
      await assistants.eraseThreads(house.db);
    };
    await eraseNow(threadId);
    expect(await countStored([image.id])).toBe(1);
    await send(ctx, { threadId: copy.threadId, text: "Still there?", attachmentIds: [] });
    expect(JSON.stringify(lastInput())).toContain("data:image/png");
    await eraseNow(copy.threadId);
    expect(await countStored([image.id])).toBe(0);
  });

  test("of a temporary thread is gone when that is erased now", async () => {
    const ctx = await house.newCtx();
    const { id } = await attach(ctx, "notes.txt", "Not for long");
    const started = await assistants.startRun(ctx, {
      ...{ text: "Forget this", temporary: true, attachmentIds: [id], idempotencyKey: randomUUID() },
    });
    await readToEnd(ctx, started);
    await assistants.eraseThread(ctx, started);
    expect(await countStored([id])).toBe(0);
  });

  test("that is not sent within a day is erased; one that was sent stays", async () => {
    const ctx = await house.newCtx();
    const [old, fresh, sent] = await Promise.all(
      ["old", "fresh", "sent"].map((name) => attach(ctx, name, name)),
    );
    if (!old || !fresh || !sent) throw new Error("Three were attached.");
    await send(ctx, { attachmentIds: [sent.id] });
    for (const { id } of [old, sent]) {
      await house.db
        .update(attachments)
        .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
        .where(eq(attachments.id, id));
    }
    await assistants.eraseUnsentAttachments(house.db);
    expect(await countStored([old.id])).toBe(0);
    expect(await countStored([fresh.id, sent.id])).toBe(2);
    await expect(send(ctx, { attachmentIds: [old.id] })).rejects.toMatchObject({ code: "not_found" });
  });

  test("waits with at most 60 MB of others, however many come at once", async () => {
    const ctx = await house.newCtx();
    const large = Buffer.concat([pngOf(10, 10), Buffer.alloc(7_900_000)]);
    const results = await Promise.allSettled(
      Array.from({ length: 9 }, () => attach(ctx, "large.png", large)),
    );
    expect(results.filter(isFulfilled)).toHaveLength(7);
    expect(results.find((result) => !isFulfilled(result))).toMatchObject({ reason: { code: "conflict" } });
    const ids = results.filter(isFulfilled).map(({ value }) => value.id);
    await expect(send(ctx, { attachmentIds: ids.slice(0, 3) })).rejects.toMatchObject({
      message: expect.stringContaining("20 MB"),
    });
    await expect(send(ctx, { attachmentIds: Array.from({ length: 11 }, randomUUID) })).rejects.toMatchObject({
      message: expect.stringContaining("at most 10"),
    });
  });
});

function isFulfilled<T>(result: PromiseSettledResult<T>): result is PromiseFulfilledResult<T> {
  return result.status === "fulfilled";
}
