import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attachments } from "@/db/schema";
import * as assistants from "..";
import { exported, imported, question, threadFile } from "../exchange/testing";
import { readToEnd, useAssistants } from "../testing";
import type { AttachmentView } from "../types";
import { attachFile } from "./attach";
import { attach, isFulfilled, pngOf, send } from "./testing";

const house = useAssistants();

async function countStored(ids: string[]): Promise<number> {
  const rows = await house.db.execute(
    sql`select id from attachments where id = any(${sql.param(ids)}::uuid[])`,
  );
  return rows.length;
}

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

describe("what comes in with a file of threads", () => {
  const withFiles = (...attachments: object[]) =>
    threadFile({ messages: [question("m1", null, { attachments })] });
  const stored = (userId: string) =>
    house.db.select().from(attachments).where(eq(attachments.userId, userId)).orderBy(attachments.name);

  test("is stored as what is attached, without the mark of the byte order", async () => {
    const [ctx, other] = [await house.newCtx(), await house.newCtx()];
    const text = "\ufeffThe plan \u{1f600}";
    await attach(ctx, "plan.txt", text);
    const report = await imported(other, withFiles({ name: "plan.txt", mediaType: "text/plain", text }));
    expect(report).toMatchObject({ threads: 1, leftOut: 0 });
    const [[one], [two]] = [await stored(ctx.actor.userId), await stored(other.actor.userId)];
    const same = { id: "", userId: "", createdAt: null, sentAt: null };
    expect({ ...two, ...same }).toEqual({ ...one, ...same });
    expect(two?.content.toString()).toBe("The plan \u{1f600}");
  });

  test("has no more bytes in a message than what is attached", async () => {
    const ctx = await house.newCtx();
    const base64 = Buffer.concat([pngOf(10, 10), Buffer.alloc(2_300_000)]).toString("base64");
    const image = { name: "large.png", mediaType: "image/png", base64 };
    const report = await imported(ctx, withFiles(...Array.from({ length: 9 }, () => image)), 1_000_000);
    expect(report).toMatchObject({
      ...{ threads: 0, reasons: ["Thread 1, message 1: its attachments are too large together."] },
    });
    expect(await stored(ctx.actor.userId)).toEqual([]);
  });

  test("went out in no more characters than are read in again, whatever they are", async () => {
    const [ctx, other] = [await house.newCtx(), await house.newCtx()];
    const hostile = "\u0001".repeat(399_000);
    const [first] = [await attach(ctx, "0.txt", hostile)];
    if (!first) throw new Error("One was attached.");
    let threadId: string | undefined;
    for (let n = 0; n < 15; n += 1) {
      const { id } = n === 0 ? first : await attach(ctx, `${n}.txt`, hostile);
      await house.db.execute(
        sql`update attachments set content_tokens = 1, content_tokens_max = 1 where id = ${id}::uuid`,
      );
      ({ threadId } = await send(ctx, { attachmentIds: [id], ...(threadId ? { threadId } : {}) }));
    }
    const file = await exported(ctx);
    expect(file.length).toBeLessThan(21_000_000);
    expect(await imported(other, file, 1_000_000)).toMatchObject({ threads: 1, leftOut: 0 });
    expect(await stored(other.actor.userId)).toHaveLength(8);
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
    const png = pngOf(41, 31);
    const image = await attach(ctx, "map.png", png);
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
    const before = house.upstream.requests().length;
    await send(ctx, { threadId: copy.threadId, text: "Still there?", attachmentIds: [] });
    expect(JSON.stringify(house.upstream.requests().slice(before))).toContain(
      `data:image/png;base64,${png.toString("base64")}`,
    );
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

  test("is one of three that a member sends up at once; a fourth is refused before it is read", async () => {
    const [ctx, other] = [await house.newCtx(), await house.newCtx()];
    const gate = new EventEmitter();
    const opened = once(gate, "open");
    async function* held() {
      await opened;
      yield Buffer.from("Held up");
    }
    const three = [1, 2, 3].map(() => attachFile(ctx, { name: "held.txt", chunks: held() }));
    const fourth = attachFile(ctx, { name: "held.txt", chunks: held() });
    await expect(fourth).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("3 files of yours are on their way") },
    });
    await attach(other, "notes.txt", "Another member's");
    gate.emit("open");
    await Promise.all(three);
    await attach(ctx, "notes.txt", "There is room again");
  });

  test("waits with at most 60 MB of others, however many come at once", async () => {
    const ctx = await house.newCtx();
    const large = Buffer.concat([pngOf(10, 10), Buffer.alloc(7_900_000)]);
    const results: PromiseSettledResult<AttachmentView>[] = [];
    for (let round = 0; round < 3; round += 1) {
      const three = Array.from({ length: 3 }, () => attach(ctx, "large.png", large));
      results.push(...(await Promise.allSettled(three)));
    }
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
