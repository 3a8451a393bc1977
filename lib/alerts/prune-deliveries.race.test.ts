import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { alertChannels, alertDeliveries, outbox } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { pruneDeliveries } from ".";

const own = useOwnDb(8);
const DAY_MS = 86_400_000;

/** An alert with a delivery for each of the days ago, that many to one of its channel's addresses. */
async function alertSent(
  daysAgo: number[],
  state: "sent" | "failed" | "waiting" = "failed",
): Promise<string> {
  const { userId } = await makeMember(own.db, "admin");
  const [alertId, channelId] = [newId(), newId()];
  const recipients = daysAgo.map((_, n) => `finance-${n}@example.org`);
  const payload = { model: "openai/x", day: "2026-11-01" };
  await own.db.insert(outbox).values({ id: alertId, kind: "unpriced", key: alertId, payload });
  const channel = { id: channelId, name: "Finance", recipients, createdBy: userId };
  await own.db.insert(alertChannels).values({ ...channel, kind: "email", alertKinds: ["unpriced"] });
  await own.db.insert(alertDeliveries).values(
    daysAgo.map((days, n) => ({
      ...{ id: newId(), alertId, channelId, recipient: recipients[n] ?? "", state },
      ...{ createdAt: new Date(Date.now() - days * DAY_MS), sentAt: state === "sent" ? new Date() : null },
    })),
  );
  return alertId;
}

const left = async (alertId: string) =>
  (await own.db.select().from(alertDeliveries).where(eq(alertDeliveries.alertId, alertId))).map(
    ({ recipient }) => recipient,
  );

test("old deliveries go, but for the newest of each alert and for what waits", async () => {
  const young = await alertSent([399, 399]);
  const old = await alertSent([402, 401, 500], "sent");
  const both = await alertSent([402, 3]);
  const alone = await alertSent([700]);
  const waiting = await alertSent([450, 449], "waiting");
  const many = await Promise.all(Array.from({ length: 9 }, () => alertSent([600, 600, 600])));
  // Several processes at once, in batches that end among the deliveries of one alert.
  const removed = await Promise.all([1, 2, 3].map((batch) => pruneDeliveries(own.db, { batch: batch + 1 })));
  expect(removed.reduce((sum, one) => sum + one, 0)).toBe(2 + 1 + 9 * 2);
  expect(await left(young)).toHaveLength(2);
  expect(await left(old)).toEqual(["finance-1@example.org"]);
  expect(await left(both)).toEqual(["finance-1@example.org"]);
  expect(await left(alone)).toHaveLength(1);
  expect(await left(waiting)).toHaveLength(2);
  for (const one of many) expect(await left(one)).toHaveLength(1);
  expect(await pruneDeliveries(own.db)).toBe(0);
});
