import { desc, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { alertChannels, alertDeliveries, auditEntries, outbox, users } from "@/db/schema";
import { makeMember, type TestActor } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { markFailed, waitAfter } from "@/lib/deliveries";
import { startMailServer } from "@/lib/mail/testing";
import { startReceiver } from "@/lib/webhooks/testing";
import {
  addChannel,
  changeChannel,
  deliverAlerts,
  getMemberAlerts,
  listChannels,
  listDeliveries,
  pauseChannel,
  removeChannel,
  restoreChannel,
  resumeChannel,
  retryDelivery,
  sendDeliveries,
  setMemberAlerts,
  testChannel,
} from ".";
import { claimDeliveries } from "./claim";

const own = useOwnDb(8);
let actor: TestActor;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let hook: Awaited<ReturnType<typeof startReceiver>>;
let status = 204;

beforeAll(async () => {
  mail = await startMailServer();
  hook = await startReceiver(({ path }) => ({ status: path === "/broken" ? 500 : status }));
  vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
  vi.stubEnv("SMTP_URL", mail.url);
  vi.stubEnv("MAIL_FROM", "purser@example.org");
  vi.stubEnv("WEBHOOK_HOSTS", hook.host);
  actor = await makeMember(own.db, "owner");
});

beforeEach(async () => {
  status = 204;
  mail.mails.length = 0;
  hook.posts.length = 0;
  await own.db.update(alertChannels).set({ removedAt: sql`now()` });
});

afterAll(async () => {
  await mail.close();
  await hook.close();
});

const ctx = () => ({ db: own.db, actor });
const threshold = ["threshold"];
const webhook = (url: string, alertKinds = threshold) =>
  addChannel(ctx(), { kind: "webhook", name: "Desk", alertKinds, url });

/** A member's budget that reached 80 %, delivered to the channels there are. */
async function alert(): Promise<{ alertId: string; userId: string }> {
  const { userId } = await makeMember(own.db);
  const alertId = newId();
  const budget = { budgetId: newId(), subjectId: "", scope: "member", scopeId: userId };
  const payload = {
    ...{ ...budget, period: "month", unit: "usd", startsAt: "2026-11-01T00:00:00.000Z" },
    ...{ percent: 80, limit: "8000000000000", spent: "6400000000000" },
  };
  await own.db.insert(outbox).values({ id: alertId, kind: "threshold", key: alertId, payload });
  await deliverAlerts(own.db);
  return { alertId, userId };
}

const deliveriesOf = (alertId: string) =>
  own.db
    .select()
    .from(alertDeliveries)
    .where(eq(alertDeliveries.alertId, alertId))
    .orderBy(alertDeliveries.id);

describe("a channel", () => {
  test("gets the kinds that it wants, each alert once however many instances send", async () => {
    await webhook(hook.url);
    await webhook(`${hook.url}-other`, ["anomaly"]);
    await addChannel(ctx(), { kind: "slack", name: "Chat", alertKinds: threshold, url: `${hook.url}-slack` });
    const { userId } = await alert();
    const name = "<!channel> & co";
    await own.db.update(users).set({ name }).where(eq(users.id, userId));
    await Promise.all(Array.from({ length: 6 }, () => sendDeliveries(own.db)));
    expect(hook.posts.map(({ path }) => path).sort()).toEqual(["/hook", "/hook-slack"]);
    const slack = hook.posts.find(({ path }) => path === "/hook-slack");
    const { text, blocks } = JSON.parse(slack?.body ?? "{}");
    const sentence = "'s November budget: 80 % used, $1.60 left of $8.00.";
    expect(text).toBe(`&lt;!channel&gt; &amp; co${sentence}`);
    expect(blocks[0]).toEqual({ type: "section", text: { type: "mrkdwn", text } });
  });

  test("sends nothing more to an address that was taken out, also not what waits", async () => {
    const recipients = ["stays@example.org", "left@example.org"];
    const { channelId } = await addChannel(ctx(), {
      ...{ kind: "email", name: "Finance", alertKinds: threshold, recipients },
    });
    const { alertId } = await alert();
    await changeChannel(ctx(), {
      ...{ channelId, name: "Finance", alertKinds: threshold, recipients: ["stays@example.org"] },
    });
    await sendDeliveries(own.db);
    expect(mail.mails.map(({ to }) => to)).not.toContainEqual(["left@example.org"]);
    expect(mail.mails.map(({ to }) => to)).toContainEqual(["stays@example.org"]);
    const rows = await deliveriesOf(alertId);
    expect(rows.find(({ recipient }) => recipient === "left@example.org")).toMatchObject({
      ...{ state: "cancelled", lastError: "The address was taken out of the channel." },
    });
  });

  test("gets the others where one cannot be read, which waits and says so", async () => {
    await webhook(hook.url);
    const broken = await alert();
    await own.db.update(outbox).set({ payload: {} }).where(eq(outbox.id, broken.alertId));
    const { alertId } = await alert();
    await sendDeliveries(own.db);
    expect(hook.posts).toHaveLength(1);
    const stateOf = async (id: string) =>
      (await deliveriesOf(id))
        .filter(({ channelId }) => channelId)
        .map(({ state, lastError }) => [state, lastError]);
    expect(await stateOf(alertId)).toEqual([["sent", null]]);
    expect(await stateOf(broken.alertId)).toEqual([["waiting", "Something went wrong on our side."]]);
    await own.db.delete(alertDeliveries).where(eq(alertDeliveries.alertId, broken.alertId));
  });

  test("is told of failures in a sentence, waits longer each time, and is given up in the end", async () => {
    await webhook(hook.url.replace("/hook", "/broken"));
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
    expect(new Set(hook.posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(hook.posts).toHaveLength(3);
  });

  test("waits from half a minute to an hour, never the same for two, and at most twelve times", () => {
    expect([waitAfter(1, 0), waitAfter(1, 1), waitAfter(2, 0.5)]).toEqual([22_500, 37_500, 60_000]);
    expect(waitAfter(11, 1)).toBe(4_500_000);
    expect(waitAfter(12)).toBeNull();
  });

  test("fails at once where a mail server refuses the mailbox for good", async () => {
    mail.refused.add("gone@example.org");
    const recipients = ["gone@example.org", "here@example.org"];
    await addChannel(ctx(), { kind: "email", name: "Finance", alertKinds: threshold, recipients });
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

  test("gets nothing while it is paused or removed, also not what waited, and is back as it was", async () => {
    const { channelId } = await webhook(hook.url);
    const waiting = await alert();
    await pauseChannel(ctx(), { channelId });
    const meanwhile = await alert();
    await sendDeliveries(own.db);
    expect(hook.posts).toEqual([]);
    const own1 = (await deliveriesOf(waiting.alertId)).filter((row) => row.channelId);
    expect(own1.map(({ state, lastError }) => [state, lastError])).toEqual([
      ["cancelled", "The channel was paused."],
    ]);
    expect((await deliveriesOf(meanwhile.alertId)).filter((row) => row.channelId)).toEqual([]);
    await resumeChannel(ctx(), { channelId });
    await removeChannel(ctx(), { channelId });
    expect(await listChannels(ctx())).toEqual([]);
    await expect(testChannel(ctx(), { channelId })).rejects.toMatchObject({ code: "not_found" });
    await restoreChannel(ctx(), { channelId });
    await alert();
    await sendDeliveries(own.db);
    expect(hook.posts).toHaveLength(1);
  });

  test("does not hold back what is being sent when it is paused, and keeps what came of it", async () => {
    const { channelId } = await webhook(hook.url);
    const { alertId } = await alert();
    const claimed = await claimDeliveries(own.db);
    const delivery = claimed.find(({ channel }) => channel?.id === channelId);
    if (!delivery) throw new Error("The delivery is not claimed.");
    await pauseChannel(ctx(), { channelId });
    const state = async () => (await deliveriesOf(alertId)).find((row) => row.channelId)?.state;
    expect(await state()).toBe("waiting");
    await markFailed(own.db, {
      ...delivery,
      table: alertDeliveries,
      why: "It answered with the status 500.",
      waitMs: 0,
    });
    await sendDeliveries(own.db);
    expect(hook.posts, "a paused channel is not tried again").toEqual([]);
    await resumeChannel(ctx(), { channelId });
    await sendDeliveries(own.db);
    expect(hook.posts).toHaveLength(1);
    expect(await state()).toBe("sent");
  });

  test("says of a test what really came of it", async () => {
    const [working, broken] = [await webhook(hook.url), await webhook(hook.url.replace("/hook", "/broken"))];
    expect(await testChannel(ctx(), working)).toEqual({
      works: true,
      sentence: `${hook.host} took the test.`,
    });
    expect(await testChannel(ctx(), broken)).toEqual({
      works: false,
      sentence: "It answered with the status 500.",
    });
    status = 302;
    expect(await testChannel(ctx(), working)).toEqual({
      works: false,
      sentence: "It answered with a redirect (302): enter the address that it leads to.",
    });
    expect(JSON.parse(hook.posts[0]?.body ?? "{}")).toMatchObject({ type: "alert.test" });
  });

  test("keeps its secrets to itself", async () => {
    const { channelId, signingSecret } = await webhook(`${hook.url}/T0/secret-part`);
    expect(signingSecret).toMatch(/^whsec_/);
    await changeChannel(ctx(), { channelId, name: "Desk 2", alertKinds: threshold });
    const stored = await own.db.select().from(alertChannels).where(eq(alertChannels.id, channelId));
    const told = await own.db.select().from(auditEntries).orderBy(desc(auditEntries.occurredAt)).limit(5);
    const shown = JSON.stringify([
      stored,
      told.map(({ before, after }) => [before, after]),
      await listChannels(ctx()),
    ]);
    expect(shown).toContain(hook.host);
    expect(shown).not.toContain("secret-part");
    expect(shown).not.toContain(signingSecret ?? "whsec_");
  });

  test.each([
    [{ kind: "slack", url: "https://user:word@hooks.example.org" }, "url"],
    [{ kind: "webhook", url: "http://10.0.0.7/in" }, "url"],
    [{ kind: "email", recipients: ["a@example.org\nBcc: b@example.org"] }, "recipients"],
    [{ kind: "email", recipients: [] }, "recipients"],
    [{ kind: "email", recipients: ["a@example.org"], alertKinds: ["nonsense"] }, "alertKinds"],
    [{ kind: "email", recipients: ["a@example.org"], name: " " }, "name"],
  ] as const)("%j is refused at its field", async (input, field) => {
    await expect(addChannel(ctx(), { name: "Desk", alertKinds: threshold, ...input })).rejects.toMatchObject({
      code: "invalid",
      details: { field },
    });
  });

  test("does not exist for a member", async () => {
    const { channelId } = await webhook(hook.url);
    const member = { db: own.db, actor: await makeMember(own.db) };
    const acts = [pauseChannel, resumeChannel, removeChannel, restoreChannel, testChannel];
    for (const act of acts)
      await expect(act(member, { channelId })).rejects.toMatchObject({ code: "not_found" });
    await expect(listChannels(member)).rejects.toMatchObject({ code: "not_found" });
    await expect(listDeliveries(member)).rejects.toMatchObject({ code: "not_found" });
    await expect(retryDelivery(member, { deliveryId: newId() })).rejects.toMatchObject({ code: "not_found" });
    await expect(retryDelivery(ctx(), { deliveryId: "nonsense" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a member", () => {
  test("is written to about their own budget, unless they do not want it or are gone", async () => {
    const { alertId, userId } = await alert();
    const [mine] = await deliveriesOf(alertId);
    expect(mine).toMatchObject({ userId, recipient: `${userId}@example.org`, channelId: null });
    await sendDeliveries(own.db);
    expect(mail.mails.map(({ to }) => to)).toContainEqual([`${userId}@example.org`]);
    const member = { db: own.db, actor: { userId, role: "member" as const, departmentId: null } };
    expect(await getMemberAlerts(member)).toEqual({ alertKinds: ["threshold", "forecast"], mailWorks: true });
    await setMemberAlerts(member, { alertKinds: ["forecast", "anomaly"] });
    expect(await getMemberAlerts(member)).toMatchObject({ alertKinds: ["forecast"] });
  });
});

test("the history shows every delivery on exactly one page, the newest first", async () => {
  await webhook(hook.url);
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
