import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { newId } from "@/db/id";
import { type AlertPayload, alertChannels, alertDeliveries } from "@/db/schema";
import { makeMember, type TestActor } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { startMailServer } from "@/lib/mail/testing";
import { startReceiver } from "@/lib/webhooks/testing";
import { addChannel, deliverAlerts } from "..";

export const KINDS = ["threshold"];

/** Nobody's budget at 80 %, as it is stored. */
export const THRESHOLD: AlertPayload = {
  ...{ budgetId: newId(), subjectId: "", scope: "org", scopeId: null },
  ...{ period: "month", unit: "usd", startsAt: "2026-11-01T00:00:00.000Z" },
  ...{ percent: 80, limit: "8000000000000", spent: "6400000000000" },
};

type Receivers = {
  mail: Awaited<ReturnType<typeof startMailServer>>;
  hook: Awaited<ReturnType<typeof startReceiver>>;
  actor: TestActor;
};

/** A database, a mail server and a web server of the file's own; every test begins without channels. */
export function useReceivers() {
  const own = useOwnDb(8);
  const box: { started?: Receivers } = {};
  const answer = { status: 204 };
  const started = () => {
    if (!box.started) throw new Error("The receivers are there from the first test on.");
    return box.started;
  };
  beforeAll(async () => {
    const mail = await startMailServer();
    const hook = await startReceiver(({ path }) => ({ status: path === "/broken" ? 500 : answer.status }));
    vi.stubEnv("AUTH_SECRET", "a secret that is only for this test, of 32 characters");
    vi.stubEnv("SMTP_URL", mail.url);
    vi.stubEnv("MAIL_FROM", "purser@example.org");
    vi.stubEnv("WEBHOOK_HOSTS", hook.host);
    box.started = { mail, hook, actor: await makeMember(own.db, "owner") };
  });
  beforeEach(async () => {
    answer.status = 204;
    started().mail.mails.length = 0;
    started().hook.posts.length = 0;
    await own.db.update(alertChannels).set({ removedAt: sql`now()` });
  });
  afterAll(async () => {
    await started().mail.close();
    await started().hook.close();
  });
  const ctx = () => ({ db: own.db, actor: started().actor });
  return { own, answer, ctx, started, ...alertsOf(own, ctx) };
}

function alertsOf(own: ReturnType<typeof useOwnDb>, ctx: () => { db: typeof own.db; actor: TestActor }) {
  /** An alert about anything, delivered to the channels there are. */
  async function write(payload: unknown): Promise<string> {
    const alertId = newId();
    await own.db.execute(sql`insert into outbox (id, kind, key, payload)
      values (${alertId}, 'threshold', ${alertId}, ${JSON.stringify(payload)}::text::jsonb)`);
    await deliverAlerts(own.db);
    return alertId;
  }
  return {
    write,
    webhook: (url: string, alertKinds = KINDS) =>
      addChannel(ctx(), { kind: "webhook", name: "Desk", alertKinds, url }),
    /** A member's budget that reached 80 %. */
    async alert(): Promise<{ alertId: string; userId: string }> {
      const { userId } = await makeMember(own.db);
      return { alertId: await write({ ...THRESHOLD, scope: "member", scopeId: userId }), userId };
    },
    deliveriesOf: (alertId: string) =>
      own.db
        .select()
        .from(alertDeliveries)
        .where(eq(alertDeliveries.alertId, alertId))
        .orderBy(alertDeliveries.id),
  };
}
