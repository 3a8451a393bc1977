import { expect, test, vi } from "vitest";
import { reportMails } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { sendReportMails, setReportRecipients, storeMonthlyReports } from "..";
import { bookPriced, givenCompany } from "../testing";

const own = useOwnDb(4);
const timeZone = "Europe/Warsaw";

test("without a mail server a report waits for the setting", async () => {
  vi.stubEnv("SMTP_URL", "");
  const { admin, members } = await givenCompany(own.db, ["Engineering"]);
  await setReportRecipients(admin, { departmentId: null, recipients: ["finance@example.org"] });
  await bookPriced(own.db, {
    ...{ userId: members[0]?.userId ?? "", departmentId: members[0]?.departmentId ?? null },
    ...{ at: new Date("2025-08-15T12:00:00Z"), timeZone, costPicoUsd: 7n },
    usage: {
      inputTokens: 10,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 1,
      reasoningTokens: 0,
    },
  });
  await storeMonthlyReports(own.db, { timeZone, now: new Date("2025-09-01T02:00:00Z") });
  expect(await sendReportMails(own.db)).toBe(0);
  expect(await own.db.select().from(reportMails)).toMatchObject([
    {
      ...{ state: "waiting", attempts: 1 },
      lastError: "Mail is not set up: set SMTP_URL and MAIL_FROM and start Purser again.",
    },
  ]);
});
