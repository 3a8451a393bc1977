import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { monthlyReports, reportMails, users } from "@/db/schema";
import { givenMember } from "@/lib/reports/testing/rows";
import {
  listReportMails,
  listReportRecipients,
  retryReportMails,
  sendReportMails,
  setReportRecipients,
} from "..";
import { FINANCE, LEAD, useMailing } from "../testing/mailing";
import { takeMails } from "./take";

const lab = useMailing(["Engineering"]);
const { own, bookIn, store } = lab;
const NEW = "new@example.org";

beforeEach(async () => {
  await own.db.update(reportMails).set({ state: "cancelled" }).where(eq(reportMails.state, "waiting"));
  lab.mail.mails.length = 0;
});

/** Who gets the organisation's report; the department's goes to nobody. */
const mailTo = (...recipients: string[]) =>
  setReportRecipients(lab.company.admin, { departmentId: null, recipients });

async function storeMonth(month: string, storedAt: string): Promise<void> {
  await bookIn(month);
  await store(storedAt);
}

async function reportOf(month: string, revision = 1): Promise<{ reportId: string }> {
  const [row] = await own.db
    .select({ reportId: monthlyReports.id })
    .from(monthlyReports)
    .where(
      and(
        eq(monthlyReports.month, `${month}-01`),
        eq(monthlyReports.departmentKey, ""),
        eq(monthlyReports.revision, revision),
      ),
    );
  if (!row) throw new Error("There is no such report.");
  return row;
}

async function mailingOf(month: string, revision = 1) {
  const { reportId } = await reportOf(month, revision);
  return (await listReportMails(lab.company.admin, { reportIds: [reportId] }))[0];
}

async function recipientsOf(month: string): Promise<string[]> {
  const { reportId } = await reportOf(month);
  const rows = await own.db.select().from(reportMails).where(eq(reportMails.reportId, reportId));
  return rows.map(({ recipient }) => recipient).sort();
}

/** Its time has come, or the lease of who has it is over. */
const isDueNow = () =>
  own.db
    .update(reportMails)
    .set({ nextTryAt: new Date(0) })
    .where(eq(reportMails.state, "waiting"));

const revisionsSent = () =>
  lab.mail.mails.map(({ raw }) => (raw.includes("purser-2025-08-revision-2.pdf") ? 2 : 1));

describe("an earlier revision", () => {
  test("that waits is not sent after the later one", async () => {
    await mailTo(FINANCE);
    await storeMonth("2025-08", "2025-09-01T02:00:00Z");
    lab.mail.busy.add(FINANCE);
    await sendReportMails(own.db);
    lab.mail.busy.clear();
    await storeMonth("2025-08", "2025-09-02T12:00:00Z");
    await isDueNow();
    expect(await sendReportMails(own.db)).toBe(1);
    expect(revisionsSent()).toEqual([2]);
    expect(await mailingOf("2025-08")).toMatchObject({
      ...{ waiting: 0, cancelled: 1, again: 0, lastError: "A later revision has replaced it." },
    });
    const retry = retryReportMails(lab.company.admin, await reportOf("2025-08"));
    await expect(retry).rejects.toMatchObject({ code: "conflict" });
  });

  test("that is being sent arrives before the later one, or not at all", async () => {
    await storeMonth("2025-09", "2025-10-01T02:00:00Z");
    expect(await takeMails(own.db, 60_000), "another process is at it").toHaveLength(1);
    await storeMonth("2025-09", "2025-10-02T12:00:00Z");
    expect(await sendReportMails(own.db), "the later one waits").toBe(0);
    expect(await mailingOf("2025-09", 2)).toMatchObject({ waiting: 1 });
    await isDueNow();
    expect(await sendReportMails(own.db)).toBe(1);
    expect(lab.mail.mails[0]?.raw).toContain("purser-2025-09-revision-2.pdf");
    expect(await mailingOf("2025-09")).toMatchObject({ waiting: 0, cancelled: 1 });
  });
});

describe("the list", () => {
  test("may be changed while a report is made, and what it says in the end counts", async () => {
    await mailTo(FINANCE, LEAD);
    await bookIn("2025-10");
    const storing = await own.db.transaction(async (tx) => {
      await tx.execute(sql`lock table monthly_reports in share mode`);
      const made = store("2025-11-01T02:00:00Z");
      const isReady = async () =>
        (
          await own.db.execute<{ n: number }>(sql`select count(*)::int as n from pg_locks
            where relation = 'monthly_reports'::regclass and not granted`)
        )[0]?.n;
      await expect.poll(isReady, { timeout: 30_000 }).toBe(1);
      await mailTo(FINANCE, NEW);
      return { made };
    });
    expect(await storing.made, "the organisation's and the department's").toBe(2);
    expect(await recipientsOf("2025-10")).toEqual([FINANCE, NEW]);
    expect(await sendReportMails(own.db)).toBe(2);
  });

  test("is mailed to by the next round where a process died after a report was stored", async () => {
    await mailTo(FINANCE);
    await storeMonth("2025-11", "2025-12-01T02:00:00Z");
    const { reportId } = await reportOf("2025-11");
    await own.db.delete(reportMails).where(eq(reportMails.reportId, reportId));
    await mailTo(FINANCE, LEAD);
    const rounds = await Promise.all(Array.from({ length: 4 }, () => store("2025-12-01T03:00:00Z")));
    expect(rounds, "nothing is stored again").toEqual([0, 0, 0, 0]);
    expect(await recipientsOf("2025-11"), "and who was named later waits for the next").toEqual([FINANCE]);
    expect(await sendReportMails(own.db)).toBe(1);
  });

  test("takes an address back: what was cancelled meanwhile is shown, and sent by hand", async () => {
    await mailTo(FINANCE);
    await storeMonth("2025-12", "2026-01-01T02:00:00Z");
    await mailTo(LEAD);
    expect(await mailingOf("2025-12")).toMatchObject({
      ...{ sent: 0, waiting: 0, cancelled: 1, again: 0, lastError: "The address was taken off the list." },
    });
    const which = await reportOf("2025-12");
    await expect(retryReportMails(lab.company.admin, which)).rejects.toMatchObject({ code: "conflict" });
    await mailTo(FINANCE);
    expect(await mailingOf("2025-12")).toMatchObject({ cancelled: 1, again: 1 });
    await retryReportMails(lab.company.admin, which);
    expect(await sendReportMails(own.db)).toBe(1);
    expect(await mailingOf("2025-12")).toMatchObject({ sent: 1, cancelled: 0, again: 0, lastError: null });
  });
});

test("a disabled member's address gets nothing until the member is enabled, and the list says so", async () => {
  const { userId } = (await givenMember(own.db, "Member 07", "admin")).actor;
  const THEIRS = "member.07@example.org";
  await own.db
    .update(users)
    .set({ email: "Member.07@example.org", disabledAt: new Date() })
    .where(eq(users.id, userId));
  await mailTo(FINANCE, THEIRS);
  expect(await listReportRecipients(lab.company.admin)).toMatchObject([
    { recipients: [FINANCE, THEIRS], disabled: [THEIRS] },
  ]);
  await storeMonth("2026-01", "2026-02-01T02:00:00Z");
  await sendReportMails(own.db);
  expect(lab.mail.mails.map(({ to }) => to)).toEqual([[FINANCE]]);
  const which = await reportOf("2026-01");
  expect(await mailingOf("2026-01")).toMatchObject({
    ...{ sent: 1, cancelled: 1, again: 0, lastError: "The address is of a disabled member." },
  });
  await expect(retryReportMails(lab.company.admin, which)).rejects.toMatchObject({ code: "conflict" });
  await own.db.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
  expect(await listReportRecipients(lab.company.admin)).toMatchObject([{ disabled: [] }]);
  await retryReportMails(lab.company.admin, which);
  expect(await sendReportMails(own.db)).toBe(1);
  expect(lab.mail.mails.at(-1)?.to).toEqual([THEIRS]);
});

test("of lists that are set at once one is left, whole", async () => {
  const lists = [[FINANCE, LEAD], [NEW], [FINANCE, NEW]];
  for (let round = 0; round < 5; round += 1) {
    await mailTo();
    await Promise.all(lists.map((list) => mailTo(...list)));
    const [left] = await listReportRecipients(lab.company.admin);
    expect(lists).toContainEqual(left?.recipients);
  }
});
