import { afterAll, beforeAll, vi } from "vitest";
import { useOwnDb } from "@/db/testing/own-db";
import { startMailServer } from "@/lib/mail/testing";
import { storeMonthlyReports } from "..";
import { bookPriced, givenCompany } from ".";

type Started = {
  mail: Awaited<ReturnType<typeof startMailServer>>;
  company: Awaited<ReturnType<typeof givenCompany>>;
};

export const USD = 10n ** 12n;
export const FINANCE = "finance@example.org";
export const LEAD = "lead@example.org";

const timeZone = "Europe/Warsaw";
const usage = {
  ...{ inputTokens: 10, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 1, reasoningTokens: 0 },
};

/** A database, a mail server and a company of the file's own, whose monthly reports are mailed. */
export function useMailing(departments: string[]) {
  const own = useOwnDb(8);
  const box: { started?: Started } = {};
  const started = () => {
    if (!box.started) throw new Error("The company is there from the first test on.");
    return box.started;
  };
  beforeAll(async () => {
    const mail = await startMailServer();
    vi.stubEnv("SMTP_URL", mail.url);
    vi.stubEnv("MAIL_FROM", "Purser <purser@example.org>");
    vi.stubEnv("DATABASE_URL", own.url);
    box.started = { mail, company: await givenCompany(own.db, departments) };
  });
  afterAll(() => started().mail.close());
  return {
    own,
    get mail() {
      return started().mail;
    },
    get company() {
      return started().company;
    },
    /** A call of the first department's member in a month. */
    async bookIn(month: string, costPicoUsd = USD): Promise<void> {
      const [member] = started().company.members;
      const who = { userId: member?.userId ?? "", departmentId: member?.departmentId ?? null };
      await bookPriced(own.db, {
        ...who,
        at: new Date(`${month}-15T12:00:00Z`),
        timeZone,
        usage,
        costPicoUsd,
      });
    },
    /** The files of the months that are over; answers how many are new. */
    store: (storedAt: string) => storeMonthlyReports(own.db, { timeZone, now: new Date(storedAt) }),
  };
}
