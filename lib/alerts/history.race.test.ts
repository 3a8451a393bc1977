import { eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { alertDeliveries, assistants, auditEntries, departments, threads, users } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { listAlerts, listDeliveries, pauseChannel, removeChannel, resumeChannel, retryDeliveries } from ".";
import { THRESHOLD, useReceivers } from "./testing/receivers";

const { own, started, ctx, webhook, alert, write, deliveriesOf } = useReceivers();

async function named(name: string): Promise<{ alertId: string; userId: string }> {
  const made = await alert();
  await own.db.update(users).set({ name }).where(eq(users.id, made.userId));
  return made;
}

/** Deliveries to the channel that is there, in a state. */
async function inState(state: "failed" | "sent", count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const rows = await deliveriesOf((await alert()).alertId);
    ids.push(...rows.flatMap(({ id, channelId }) => (channelId ? [id] : [])));
  }
  const sentAt = state === "sent" ? new Date() : null;
  await own.db.update(alertDeliveries).set({ state, sentAt }).where(inArray(alertDeliveries.id, ids));
  return ids.toSorted();
}

describe("the history", () => {
  test("finds by a part of a name in the alert, of the channel's and of the recipient, signs taken literally", async () => {
    await webhook(started().hook.url);
    const word = newId().slice(-8);
    const mine = await named(`Hal_${word}`);
    const model = await write({ ...THRESHOLD, scope: "model", scopeId: `openai/${word}-mini` });
    const [{ id } = { id: "" }] = await own.db
      .insert(departments)
      .values({ id: newId(), name: `Sales ${word}` })
      .returning();
    const theirs = await write({ ...THRESHOLD, scope: "department", scopeId: id });
    const found = async (text: string) =>
      (await listAlerts(ctx(), { text })).alerts.map(({ alertId }) => alertId).toSorted();
    expect(await found(word.toUpperCase())).toEqual([mine.alertId, model, theirs].toSorted());
    expect(await found(`sales ${word}`)).toEqual([theirs]);
    expect(await found(`Hal_${word}`)).toEqual([mine.alertId]);
    expect(await found(`Hal%${word}`)).toEqual([]);
    expect((await listAlerts(ctx(), { text: word, kind: "anomaly" })).alerts).toEqual([]);
    const sent = async (text: string) => (await listDeliveries(ctx(), { text })).deliveries;
    expect(new Set((await sent(`Hal_${word}`)).map(({ sentence }) => sentence)).size).toBe(1);
    expect((await sent(`${mine.userId}@example.org`)).map(({ channelName }) => channelName)).toContain(
      "Own email",
    );
    expect((await sent("desk")).every(({ channelName }) => channelName === "Desk")).toBe(true);
    expect((await sent("desk")).length).toBeGreaterThanOrEqual(3);
  });

  test("finds an assistant's by its name, and a thread's by its member's and not by its title", async () => {
    const word = newId().slice(-8);
    const { userId } = await makeMember(own.db);
    await own.db
      .update(users)
      .set({ name: `Ada ${word}` })
      .where(eq(users.id, userId));
    const [assistantId, threadId] = [newId(), newId()];
    const made = { id: assistantId, userId, name: `Contracts ${word}`, instructions: "x" };
    await own.db.insert(assistants).values({ ...made, instructionsTokens: 1 });
    await own.db.insert(threads).values({ id: threadId, userId, title: `Secret ${word}` });
    const assistant = await write({ ...THRESHOLD, scope: "assistant", scopeId: assistantId });
    const thread = await write({ ...THRESHOLD, scope: "thread", scopeId: threadId, userId });
    for (const scopeId of [newId(), "no id"]) await write({ ...THRESHOLD, scope: "thread", scopeId });
    const found = async (text: string) =>
      (await listAlerts(ctx(), { text })).alerts.map(({ alertId }) => alertId).toSorted();
    expect(await found(`contracts ${word}`)).toEqual([assistant]);
    expect(await found(`ada ${word}`)).toEqual([thread]);
    expect(await found(`${userId}@example.org`)).toEqual([thread]);
    expect(await found(word)).toEqual([assistant, thread].toSorted());
    expect(await found(`secret ${word}`)).toEqual([]);
  });
});

describe("several at once", () => {
  test("are sent again with a row of the audit log each; what was sent already is left and told", async () => {
    await webhook(started().hook.url);
    const [failed, done] = [await inState("failed", 3), await inState("sent", 1)];
    const why = "Only what failed is sent again, and not by a paused channel.";
    const outcome = await retryDeliveries(ctx(), { deliveryIds: [...failed, ...done] });
    expect(outcome).toEqual({ done: failed, refused: [why] });
    const rows = await own.db.select().from(alertDeliveries).where(inArray(alertDeliveries.id, failed));
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(failed.map(() => ["waiting", 0]));
    const acts = await own.db.select().from(auditEntries).where(inArray(auditEntries.subjectId, failed));
    expect(acts.map(({ act }) => act)).toEqual(failed.map(() => "alert_delivery.retry"));
  });

  test("by two admins are on their way once, and one of them is told", async () => {
    await webhook(started().hook.url);
    const failed = await inState("failed", 6);
    const both = await Promise.allSettled([
      retryDeliveries(ctx(), { deliveryIds: failed }),
      retryDeliveries(ctx(), { deliveryIds: failed.toReversed() }),
    ]);
    const told = both.map((one) => (one.status === "fulfilled" ? one.value.done : one.reason.code));
    expect(told).toContainEqual(failed);
    expect(told).toContain("conflict");
    const acts = await own.db.select().from(auditEntries).where(inArray(auditEntries.subjectId, failed));
    expect(acts).toHaveLength(failed.length);
  });

  test("are refused by a paused and by a removed channel, and do not exist for a member", async () => {
    const { channelId } = await webhook(started().hook.url);
    const failed = await inState("failed", 2);
    const member = { db: own.db, actor: await makeMember(own.db) };
    await expect(retryDeliveries(member, { deliveryIds: failed })).rejects.toMatchObject({
      code: "not_found",
    });
    await pauseChannel(ctx(), { channelId });
    const again = () => retryDeliveries(ctx(), { deliveryIds: failed });
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
    await resumeChannel(ctx(), { channelId });
    await removeChannel(ctx(), { channelId });
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
  });
});
