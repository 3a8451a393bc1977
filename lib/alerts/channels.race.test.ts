import { desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { alertChannels, auditEntries } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import {
  addChannel,
  changeChannel,
  listChannels,
  listDeliveries,
  pauseChannel,
  removeChannel,
  restoreChannel,
  resumeChannel,
  retryDelivery,
  sendDeliveries,
  testChannel,
} from ".";
import { KINDS, useReceivers } from "./testing/receivers";

const { own, answer, started, ctx, webhook, alert, deliveriesOf } = useReceivers();

describe("a channel", () => {
  test("sends nothing more to an address that was taken out, also not what waits", async () => {
    const recipients = ["stays@example.org", "left@example.org"];
    const { channelId } = await addChannel(ctx(), {
      ...{ kind: "email", name: "Finance", alertKinds: KINDS, recipients },
    });
    const { alertId } = await alert();
    await changeChannel(ctx(), {
      ...{ channelId, name: "Finance", alertKinds: KINDS, recipients: ["stays@example.org"] },
    });
    await sendDeliveries(own.db);
    expect(started().mail.mails.map(({ to }) => to)).not.toContainEqual(["left@example.org"]);
    expect(started().mail.mails.map(({ to }) => to)).toContainEqual(["stays@example.org"]);
    const rows = await deliveriesOf(alertId);
    expect(rows.find(({ recipient }) => recipient === "left@example.org")).toMatchObject({
      ...{ state: "cancelled", lastError: "The address was taken out of the channel." },
    });
  });

  test("gets nothing while it is paused or removed, also not what waited, and is back as it was", async () => {
    const { channelId } = await webhook(started().hook.url);
    const waiting = await alert();
    await pauseChannel(ctx(), { channelId });
    const meanwhile = await alert();
    await sendDeliveries(own.db);
    expect(started().hook.posts).toEqual([]);
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
    expect(started().hook.posts).toHaveLength(1);
  });

  test("says of a test what really came of it", async () => {
    const [working, broken] = [
      await webhook(started().hook.url),
      await webhook(started().hook.url.replace("/hook", "/broken")),
    ];
    expect(await testChannel(ctx(), working)).toEqual({
      works: true,
      sentence: `${started().hook.host} took the test.`,
    });
    expect(await testChannel(ctx(), broken)).toEqual({
      works: false,
      sentence: "It answered with the status 500.",
    });
    answer.status = 302;
    expect(await testChannel(ctx(), working)).toEqual({
      works: false,
      sentence: "It answered with a redirect (302): enter the address that it leads to.",
    });
    expect(JSON.parse(started().hook.posts[0]?.body ?? "{}")).toMatchObject({ type: "alert.test" });
  });

  test("keeps its secrets to itself", async () => {
    const { channelId, signingSecret } = await webhook(`${started().hook.url}/T0/secret-part`);
    expect(signingSecret).toMatch(/^whsec_/);
    await changeChannel(ctx(), { channelId, name: "Desk 2", alertKinds: KINDS });
    const stored = await own.db.select().from(alertChannels).where(eq(alertChannels.id, channelId));
    const told = await own.db.select().from(auditEntries).orderBy(desc(auditEntries.occurredAt)).limit(5);
    const shown = JSON.stringify([
      stored,
      told.map(({ before, after }) => [before, after]),
      await listChannels(ctx()),
    ]);
    expect(shown).toContain(started().hook.host);
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
    await expect(addChannel(ctx(), { name: "Desk", alertKinds: KINDS, ...input })).rejects.toMatchObject({
      code: "invalid",
      details: { field },
    });
  });

  test("does not exist for a member", async () => {
    const { channelId } = await webhook(started().hook.url);
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
