import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { alertDeliveries, outbox, threads, users } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { setBudget, setThreadLimit } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { markFailed, waitAfter } from "@/lib/deliveries";
import {
  addChannel,
  deliverAlerts,
  getMemberAlerts,
  listAlerts,
  listChannels,
  listDeliveries,
  pauseChannel,
  removeChannel,
  resumeChannel,
  retryDelivery,
  sendDeliveries,
  setMemberAlerts,
} from ".";
import { claimDeliveries } from "./claim";
import { KINDS, THRESHOLD, useReceivers } from "./testing/receivers";

const { own, started, ctx, webhook, alert, write, deliveriesOf } = useReceivers();

/** What became of an alert in its channels. */
const stateOf = async (alertId: string) =>
  (await deliveriesOf(alertId))
    .filter(({ channelId }) => channelId)
    .map(({ state, lastError }) => [state, lastError]);

describe("a delivery", () => {
  test("gets the kinds that it wants, each alert once however many instances send", async () => {
    await webhook(started().hook.url);
    await webhook(`${started().hook.url}-other`, ["anomaly"]);
    await addChannel(ctx(), {
      kind: "slack",
      name: "Chat",
      alertKinds: KINDS,
      url: `${started().hook.url}-slack`,
    });
    const { userId } = await alert();
    const name = "<!channel> & co";
    await own.db.update(users).set({ name }).where(eq(users.id, userId));
    await Promise.all(Array.from({ length: 6 }, () => sendDeliveries(own.db)));
    expect(
      started()
        .hook.posts.map(({ path }) => path)
        .sort(),
    ).toEqual(["/hook", "/hook-slack"]);
    const slack = started().hook.posts.find(({ path }) => path === "/hook-slack");
    const { text, blocks } = JSON.parse(slack?.body ?? "{}");
    const sentence = "'s November budget: 80% used, $1.60 left of $8.00.";
    expect(text).toBe(`&lt;!channel&gt; &amp; co${sentence}`);
    expect(blocks[0]).toEqual({ type: "section", text: { type: "mrkdwn", text } });
  });

  test("goes on with the others where one cannot be read, which fails at once and says so", async () => {
    await webhook(started().hook.url);
    const alertIds = [await write({}), await write({ ...THRESHOLD, limit: "8.5" }), await write([])];
    const { alertId } = await alert();
    await sendDeliveries(own.db);
    expect(started().hook.posts).toHaveLength(1);
    expect(await stateOf(alertId)).toEqual([["sent", null]]);
    const why = "This alert cannot be read: another version of Purser wrote it.";
    for (const id of alertIds) expect(await stateOf(id)).toEqual([["failed", why]]);
    const { deliveries } = await listDeliveries(ctx(), { limit: 10 });
    const unread = deliveries.filter(({ lastError }) => lastError === why);
    expect(unread.map(({ sentence }) => `${sentence}.`)).toEqual([why, why, why]);
    const { alerts } = await listAlerts(ctx());
    expect(
      alerts
        .filter(({ sentence }) => `${sentence}.` === why)
        .map(({ alertId: id }) => id)
        .sort(),
    ).toEqual(alertIds.sort());
  });

  test("is made to channels of a thread that an admin limits, and not where its member does", async () => {
    await webhook(started().hook.url);
    const actor = await makeMember(own.db);
    const spent = async (limits: (threadId: string) => Promise<unknown>) => {
      const attempt = await makeAttempt(own.db, actor.userId);
      await limits(attempt.threadId);
      await own.db.transaction(async (tx) => {
        await ask(tx, { ...attempt, amount: 96n, at: new Date() });
        await post(tx, attempt, { costPicoUsd: 96n });
      });
      await deliverAlerts(own.db);
      const alerts = await own.db
        .select({ id: outbox.id })
        .from(outbox)
        .where(sql`${outbox.payload}->>'scopeId' = ${attempt.threadId}`);
      const deliveries = await Promise.all(alerts.map(({ id }) => deliveriesOf(id)));
      return deliveries.map((each) => each.filter(({ channelId }) => channelId).length);
    };
    const key = { ...memberBudget("", "total"), scope: "thread", limit: 100n } as const;
    expect(await spent((scopeId) => setBudget(ctx(), { ...key, scopeId }))).toEqual([1, 1, 1]);
    const member = { db: own.db, actor };
    expect(await spent((threadId) => setThreadLimit(member, { threadId, limit: 100n }))).toEqual([0, 0, 0]);
  });

  test("is not made to channels of what members limit for themselves", async () => {
    await webhook(started().hook.url);
    const theirs = ["self", "thread"].map((scope) => write({ ...THRESHOLD, scope }));
    const alertIds = await Promise.all(theirs);
    const { alertId } = await alert();
    await sendDeliveries(own.db);
    expect(await stateOf(alertId)).toEqual([["sent", null]]);
    for (const id of alertIds) expect(await stateOf(id)).toEqual([]);
  });

  test("is told of failures in a sentence, waits longer each time, and is given up in the end", async () => {
    await webhook(started().hook.url.replace("/hook", "/broken"));
    const { alertId } = await alert();
    await sendDeliveries(own.db);
    const [first] = await deliveriesOf(alertId).then((rows) => rows.filter(({ channelId }) => channelId));
    expect(first).toMatchObject({
      state: "waiting",
      attempts: 1,
      lastError: "It answered with the status 500.",
    });
    expect(first?.nextTryAt.getTime()).toBeGreaterThan(Date.now());
    await own.db
      .update(alertDeliveries)
      .set({ attempts: 11, nextTryAt: sql`now()` })
      .where(eq(alertDeliveries.id, first?.id ?? ""));
    await sendDeliveries(own.db);
    const { deliveries } = await listDeliveries(ctx(), { state: "failed" });
    expect(deliveries[0]).toMatchObject({ deliveryId: first?.id, attempts: 12, channelName: "Desk" });
    const { channelId = "" } = (await listChannels(ctx()))[0] ?? {};
    await own.db
      .update(alertDeliveries)
      .set({ state: "cancelled" })
      .where(eq(alertDeliveries.id, first?.id ?? ""));
    await pauseChannel(ctx(), { channelId });
    await expect(retryDelivery(ctx(), { deliveryId: first?.id ?? "" })).rejects.toMatchObject({
      code: "conflict",
    });
    await resumeChannel(ctx(), { channelId });
    await retryDelivery(ctx(), { deliveryId: first?.id ?? "" });
    await sendDeliveries(own.db);
    expect(new Set(started().hook.posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(started().hook.posts).toHaveLength(3);
  });

  test("waits from half a minute to an hour, never the same for two, and at most twelve times", () => {
    expect([waitAfter(1, 0), waitAfter(1, 1), waitAfter(2, 0.5)]).toEqual([22_500, 37_500, 60_000]);
    expect(waitAfter(11, 1)).toBe(4_500_000);
    expect(waitAfter(12)).toBeNull();
  });

  test("fails at once where a mail server refuses the mailbox for good", async () => {
    started().mail.refused.add("gone@example.org");
    const recipients = ["gone@example.org", "here@example.org"];
    await addChannel(ctx(), { kind: "email", name: "Finance", alertKinds: KINDS, recipients });
    const { alertId } = await alert();
    await sendDeliveries(own.db);
    const states = (await deliveriesOf(alertId)).map(({ recipient, state, lastError }) => [
      recipient,
      state,
      lastError,
    ]);
    expect(states).toContainEqual(["gone@example.org", "failed", "The mail server did not take it (550)."]);
    expect(states).toContainEqual(["here@example.org", "sent", null]);
  });

  test("does not hold back what is being sent when it is paused, and keeps what came of it", async () => {
    const { channelId } = await webhook(started().hook.url);
    const { alertId } = await alert();
    const claimed = await claimDeliveries(own.db);
    const delivery = claimed.find(({ channel }) => channel?.id === channelId);
    if (!delivery) throw new Error("The delivery is not claimed.");
    await pauseChannel(ctx(), { channelId });
    const state = async () => (await deliveriesOf(alertId)).find((row) => row.channelId)?.state;
    expect(await state()).toBe("waiting");
    const why = "It answered with the status 500.";
    await markFailed(own.db, { ...delivery, table: alertDeliveries, why, waitMs: 0 });
    await sendDeliveries(own.db);
    expect(started().hook.posts, "a paused channel is not tried again").toEqual([]);
    await resumeChannel(ctx(), { channelId });
    await sendDeliveries(own.db);
    expect(started().hook.posts).toHaveLength(1);
    expect(await state()).toBe("sent");
  });
});

test("what is being sent when its channel is removed is not tried again", async () => {
  const { channelId } = await webhook(started().hook.url);
  await alert();
  const delivery = (await claimDeliveries(own.db)).find(({ channel }) => channel?.id === channelId);
  if (!delivery) throw new Error("The delivery is not claimed.");
  await removeChannel(ctx(), { channelId });
  const why = "It answered with the status 500.";
  await markFailed(own.db, { ...delivery, table: alertDeliveries, why, waitMs: 0 });
  await sendDeliveries(own.db);
  expect(started().hook.posts).toEqual([]);
});

describe("a member", () => {
  test("is written to about their own budget, unless they do not want it or are gone", async () => {
    const { alertId, userId } = await alert();
    const [mine] = await deliveriesOf(alertId);
    expect(mine).toMatchObject({ userId, recipient: `${userId}@example.org`, channelId: null });
    await sendDeliveries(own.db);
    expect(started().mail.mails.map(({ to }) => to)).toContainEqual([`${userId}@example.org`]);
    const member = { db: own.db, actor: { userId, role: "member" as const, departmentId: null } };
    expect(await getMemberAlerts(member)).toEqual({ alertKinds: ["threshold", "forecast"], mailWorks: true });
    await own.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    const about = { ...THRESHOLD, scope: "member", scopeId: userId };
    expect(await deliveriesOf(await write(about)), "disabled").toEqual([]);
    await own.db.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    await setMemberAlerts(member, { alertKinds: ["forecast", "anomaly"] });
    expect(await deliveriesOf(await write(about)), "unwanted").toEqual([]);
    expect(await getMemberAlerts(member)).toMatchObject({ alertKinds: ["forecast"] });
  });
});

test("a member is written to about a limit of their own thread", async () => {
  const { userId } = await makeMember(own.db);
  const threadId = newId();
  await own.db.insert(threads).values({ id: threadId, userId });
  const alertId = await write({ ...THRESHOLD, scope: "thread", scopeId: threadId, period: "total" });
  expect(await deliveriesOf(alertId)).toMatchObject([{ userId, recipient: `${userId}@example.org` }]);
  await sendDeliveries(own.db);
  expect(started().mail.mails.map((mail) => mail.header("subject"))).toContain(
    "Member 07's budget for one thread: 80% used, $1.60 left of $8.00",
  );
});

test("the history shows every delivery on exactly one page, the newest first", async () => {
  await webhook(started().hook.url);
  const alerts: string[] = [];
  for (let n = 0; n < 7; n += 1) alerts.push((await alert()).alertId);
  const all = await own.db.select().from(alertDeliveries).where(inArray(alertDeliveries.alertId, alerts));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(ctx(), { cursor, limit: 3 });
    seen.push(...page.deliveries.map(({ deliveryId }) => deliveryId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(all.every(({ id }) => seen.includes(id))).toBe(true);
});
