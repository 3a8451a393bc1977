import { once } from "node:events";
import { asc, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { alertDeliveries, outbox } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { instancesOf } from "@/lib/deliveries/testing";
import { startMailServer } from "@/lib/mail/testing";
import { type ReceivedPost, startReceiver } from "@/lib/webhooks/testing";
import { addChannel } from ".";

const own = useOwnDb();
const AUTH_SECRET = "a secret that is only for this test, of 32 characters";
const ALERTED = /Member 07's \w+ budget: 80% used, \$1\.60 left of \$8\.00/;

let mail: Awaited<ReturnType<typeof startMailServer>>;
let hook: Awaited<ReturnType<typeof startReceiver>>;
/** What the receiver of webhooks does with what comes. */
let answer: (post: ReceivedPost) => { status: number } | null = () => ({ status: 204 });
const { start, kill, killAll } = instancesOf(new URL("testing/instance.ts", import.meta.url));
let signingSecret = "";

beforeAll(async () => {
  mail = await startMailServer();
  hook = await startReceiver((received) => answer(received));
  vi.stubEnv("AUTH_SECRET", AUTH_SECRET);
  vi.stubEnv("SMTP_URL", mail.url);
  vi.stubEnv("MAIL_FROM", "Purser <purser@example.org>");
  vi.stubEnv("WEBHOOK_HOSTS", hook.host);
  vi.stubEnv("DATABASE_URL", own.url);
  const ctx = { db: own.db, actor: await makeMember(own.db, "owner") };
  const alertKinds = ["threshold"];
  const recipients = ["finance@example.org"];
  await addChannel(ctx, { kind: "email", name: "Finance", alertKinds, recipients });
  const webhook = await addChannel(ctx, { kind: "webhook", name: "Desk", alertKinds, url: hook.url });
  signingSecret = webhook.signingSecret ?? "";
});

beforeEach(() => {
  mail.mails.length = 0;
  hook.posts.length = 0;
});

afterAll(async () => {
  killAll();
  await mail.close();
  await hook.close();
});

/** Other instances, until nothing waits any more. */
async function sendTheRest(): Promise<void> {
  await expect
    .poll(
      async () => {
        const child = start("send");
        await once(child, "exit");
        return own.db.$count(alertDeliveries, stillWaiting());
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(0);
}

const stillWaiting = () => eqState("waiting");
const eqState = (state: "waiting" | "sent") => sql`${alertDeliveries.state} = ${state}`;

/** A member's call that takes their budget of $8.00 to 80 %. */
async function cross(): Promise<void> {
  const actor = await makeMember(own.db, "admin");
  const limit = 8_000_000_000_000n;
  const key = memberBudget(actor.userId, "month");
  await setBudget({ db: own.db, actor }, { ...key, limit, thresholds: [80] });
  await own.db.transaction(async (tx) => {
    const attempt = await makeAttempt(tx, actor.userId);
    await ask(tx, { ...attempt, amount: limit, at: new Date() });
    await post(tx, attempt, { costPicoUsd: (limit * 8n) / 10n });
  });
}

/** Each starts several processes, which takes its time where there is much else to do. */
vi.setConfig({ testTimeout: 90_000 });

const finance = () => mail.mails.filter(({ to }) => to.includes("finance@example.org"));

test("killed between the commit and the send, another process sends it to each receiver, once", {
  timeout: 120_000,
}, async () => {
  await cross();
  const first = start("claim");
  const [{ claimed }] = await once(first, "message");
  expect(claimed, "the mail of the channel, the member's own and the webhook").toBe(3);
  await kill(first);
  expect([mail.mails.length, hook.posts.length], "nothing was sent yet").toEqual([0, 0]);

  await sendTheRest();
  // Any number of instances that come later find nothing to send.
  await Promise.all([start("send"), start("send")].map((child) => once(child, "exit")));
  expect(await own.db.$count(outbox)).toBe(1);
  expect(finance()).toHaveLength(1);
  expect(mail.mails).toHaveLength(2);
  expect(hook.posts).toHaveLength(1);
  expect(finance()[0]?.header("subject")).toMatch(ALERTED);
  const [received] = hook.posts;
  const event = new Webhook(signingSecret).verify(received?.body ?? "", received?.headers ?? {});
  expect(event).toMatchObject({ type: "budget.threshold_reached", data: { percent: 80 } });
});

test("killed after the receiver had it and before the mark, it comes again under the same id", {
  timeout: 120_000,
}, async () => {
  // Taken, and the answer never comes: the mark cannot be written.
  answer = () => null;
  await cross();
  const first = start("send");
  await expect.poll(() => hook.posts.length, { timeout: 30_000 }).toBe(1);
  await expect.poll(() => mail.mails.length, { timeout: 30_000 }).toBe(2);
  await kill(first);
  answer = () => ({ status: 200 });
  await sendTheRest();
  const ids = hook.posts.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size, "a receiver that looks at the id has it once").toBe(1);
  expect(new Set(hook.posts.map(({ body }) => body)).size).toBe(1);
  const messageIds = finance().map((one) => one.header("message-id"));
  expect(new Set(messageIds).size).toBe(1);
  const states = await own.db.select().from(alertDeliveries).orderBy(asc(alertDeliveries.id));
  expect(states.map(({ state }) => state)).toEqual(states.map(() => "sent"));
});
