import { once } from "node:events";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { auditEntries, departments, monthlyReports, reportMails } from "@/db/schema";
import { instancesOf } from "@/lib/deliveries/testing";
import { givenMember } from "@/lib/reports/testing/rows";
import {
  listReportMails,
  listReportRecipients,
  RECIPIENTS_MAX,
  retryReportMails,
  sendReportMails,
  setReportRecipients,
} from "..";
import { givenDepartment } from "../testing";
import { FINANCE, LEAD, USD, useMailing } from "../testing/mailing";
import { takeMails } from "./take";

const lab = useMailing(["Engineering", "Support"]);
const { own, bookIn, store } = lab;
const { start, kill, killAll } = instancesOf(new URL("../testing/mail-instance.ts", import.meta.url));

beforeEach(() => {
  lab.mail.mails.length = 0;
  lab.mail.refused.clear();
});

afterAll(() => killAll());

/** A call of Engineering's member in a month, and the month's files. */
async function storeMonth(month: string, costPicoUsd: bigint, storedAt: string): Promise<number> {
  await bookIn(month, costPicoUsd);
  return store(storedAt);
}

/** Other instances, until nothing waits any more. */
async function sendTheRest(): Promise<void> {
  const waiting = () => own.db.$count(reportMails, eq(reportMails.state, "waiting"));
  await expect
    .poll(
      async () => {
        await once(start("send"), "exit");
        return waiting();
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(0);
}

const mailsTo = (address: string) => lab.mail.mails.filter(({ to }) => to.includes(address));
const subjectOf = (one: { header: (name: string) => string | undefined } | undefined) => {
  const raw = one?.header("subject") ?? "";
  const words = [...raw.matchAll(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/gi)].map(([, way, text = ""]) =>
    way?.toUpperCase() === "B"
      ? Buffer.from(text, "base64")
      : Buffer.from(
          text
            .replaceAll("_", " ")
            .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        ),
  );
  return words.length === 0 ? raw : Buffer.concat(words).toString("utf8");
};

/** Each starts several processes, which takes its time where there is much else to do. */
vi.setConfig({ testTimeout: 90_000 });

describe("a monthly report", () => {
  test("is mailed to nobody until an admin says to whom", async () => {
    expect(await storeMonth("2025-08", 5n * USD, "2025-09-01T02:00:00Z")).toBe(2);
    expect(await own.db.$count(reportMails)).toBe(0);
    const { admin, sales } = lab.company;
    await setReportRecipients(admin, {
      departmentId: null,
      recipients: [FINANCE, ` ${FINANCE.toUpperCase()}`],
    });
    await setReportRecipients(admin, { departmentId: sales, recipients: [LEAD, FINANCE] });
    expect(await listReportRecipients(admin)).toEqual([
      { departmentId: null, name: null, recipients: [FINANCE], disabled: [] },
      { departmentId: sales, name: "Engineering", recipients: [FINANCE, LEAD], disabled: [] },
    ]);
    expect(await store("2025-09-20T02:00:00Z")).toBe(0);
    expect(await own.db.$count(reportMails), "only what is stored from then on").toBe(0);
  });

  test("goes to each address once, though a process is killed between the commit and the send", async () => {
    await bookIn("2025-09", 100n * USD);
    const stored = await Promise.all(Array.from({ length: 4 }, () => store("2025-10-01T02:00:00Z")));
    expect(stored.reduce((sum, one) => sum + one, 0)).toBe(2);
    const files = await own.db.$count(monthlyReports, eq(monthlyReports.month, "2025-09-01"));
    const first = start("claim");
    const [{ taken }] = await once(first, "message");
    expect(taken).toBe(2);
    await kill(first);
    expect(lab.mail.mails, "nothing was sent yet").toEqual([]);
    await sendTheRest();
    await Promise.all([start("send"), start("send")].map((child) => once(child, "exit")));
    expect(mailsTo(LEAD)).toHaveLength(1);
    expect(mailsTo(FINANCE)).toHaveLength(files);
    const ids = lab.mail.mails.map((one) => one.header("message-id"));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says the month, whose it is and what was spent, and has its files", async () => {
    await storeMonth("2025-10", (1_234n * USD) / 10n, "2025-11-01T02:00:00Z");
    expect(await sendReportMails(own.db)).toBe(3);
    const [theirs] = mailsTo(LEAD);
    expect(subjectOf(theirs)).toBe("October 2025 · Engineering · $123.40 spent");
    const subjects = mailsTo(FINANCE).map(subjectOf).sort();
    expect(subjects).toEqual([subjectOf(theirs), "October 2025 · Northwind · $123.40 spent"]);
    expect(theirs?.raw).toContain("filename=purser-2025-10-engineering.pdf");
    expect(theirs?.raw).toContain("filename=purser-2025-10-engineering.csv");
    expect(theirs?.raw).toContain("Engineering, Northwind: AI costs of October 2025.");
  });

  test("is mailed again when a late entry has changed it, and says so", async () => {
    await storeMonth("2025-10", USD, "2025-11-02T12:00:00Z");
    expect(await sendReportMails(own.db)).toBe(3);
    const [theirs] = mailsTo(LEAD);
    expect(subjectOf(theirs)).toBe("October 2025 · Engineering · $124.40 spent · revision 2");
    expect(theirs?.raw.replaceAll(/=\r\n/g, "")).toContain("Revision 1 said $123.40, this one says $124.40.");
  });
});

describe("what fails", () => {
  const stored = async () => {
    const [row] = await own.db
      .select({ reportId: monthlyReports.id })
      .from(monthlyReports)
      .where(eq(monthlyReports.month, "2025-11-01"))
      .orderBy(monthlyReports.departmentKey)
      .limit(1);
    return { reportId: row?.reportId ?? "" };
  };
  const mailing = async () => {
    const { reportId } = await stored();
    const [found] = await listReportMails(lab.company.admin, { reportIds: [reportId] });
    return { ...found, reportId };
  };

  test("is tried again later while the server is busy, and says why", async () => {
    await storeMonth("2025-11", 7n * USD, "2025-12-01T02:00:00Z");
    for (const address of [FINANCE, LEAD]) lab.mail.busy.add(address);
    expect(await sendReportMails(own.db)).toBe(0);
    lab.mail.busy.clear();
    const found = await mailing();
    expect(found).toMatchObject({ sent: 0, waiting: 1, failed: 0 });
    expect(found.lastError).toBe("The mail server did not take it (451).");
    expect(found.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
    expect(await sendReportMails(own.db), "not before its time").toBe(0);
    await own.db
      .update(reportMails)
      .set({ nextTryAt: new Date(0) })
      .where(eq(reportMails.state, "waiting"));
    expect(await sendReportMails(own.db)).toBe(3);
    expect(await mailing()).toMatchObject({ sent: 1, waiting: 0, lastError: null, nextTryAt: null });
  });

  test("is given up at once where the mailbox is refused, and sent again by hand", async () => {
    lab.mail.refused.add(FINANCE);
    await storeMonth("2025-11", 1n, "2025-12-02T12:00:00Z");
    await sendReportMails(own.db);
    const [failed] = await own.db.select().from(reportMails).where(eq(reportMails.state, "failed")).limit(1);
    const which = { reportId: failed?.reportId ?? "" };
    expect(await listReportMails(lab.company.admin, { reportIds: [which.reportId] })).toMatchObject([
      { failed: 1, lastError: "The mail server did not take it (550)." },
    ]);
    lab.mail.refused.clear();
    await retryReportMails(lab.company.admin, which);
    await expect(retryReportMails(lab.company.admin, which)).rejects.toMatchObject({ code: "conflict" });
    expect(await sendReportMails(own.db)).toBe(1);
    const acts = await own.db.$count(auditEntries, eq(auditEntries.act, "report_mail.retry"));
    expect(acts).toBe(1);
  });

  test("is not sent to an address that was taken off the list, nor for a department that is gone", async () => {
    await storeMonth("2025-12", USD, "2026-01-01T02:00:00Z");
    const taken = await takeMails(own.db, 60_000);
    expect(taken, "another process has them while the list changes").toHaveLength(2);
    await setReportRecipients(lab.company.admin, { departmentId: null, recipients: [] });
    await setReportRecipients(lab.company.admin, { departmentId: lab.company.sales, recipients: [FINANCE] });
    await own.db
      .update(reportMails)
      .set({ nextTryAt: new Date(0) })
      .where(eq(reportMails.state, "waiting"));
    expect(await sendReportMails(own.db)).toBe(1);
    expect(lab.mail.mails.map(({ to }) => to)).toEqual([[FINANCE]]);
    const cancelled = await own.db.select().from(reportMails).where(eq(reportMails.state, "cancelled"));
    expect(cancelled.map(({ lastError }) => lastError)).toEqual(
      Array.from({ length: 2 }, () => "The address was taken off the list."),
    );
    const departmentId = await givenDepartment(own.db, "Gone");
    await setReportRecipients(lab.company.admin, { departmentId, recipients: [LEAD] });
    await own.db.delete(departments).where(eq(departments.id, departmentId));
    expect(await listReportRecipients(lab.company.admin)).toHaveLength(1);
  });

  test("is what is no address, too many of them, a department that is none, and a member", async () => {
    const { admin } = lab.company;
    const recipients = Array.from({ length: RECIPIENTS_MAX + 1 }, (_, n) => `a${n}@example.org`);
    const wrong = { code: "invalid", details: { field: "recipients" } };
    for (const given of [recipients, ["finance"], ["a@b.c, d@e.f"]]) {
      const set = setReportRecipients(admin, { departmentId: null, recipients: given });
      await expect(set).rejects.toMatchObject(wrong);
    }
    const gone = { code: "not_found" };
    for (const departmentId of ["nonsense", "01a205bd-add0-70e9-b7f6-763ea5d11019"]) {
      await expect(setReportRecipients(admin, { departmentId, recipients: [] })).rejects.toMatchObject(gone);
      await expect(retryReportMails(admin, { reportId: departmentId })).rejects.toMatchObject(gone);
    }
    const member = await givenMember(own.db);
    const which = await stored();
    for (const act of [
      setReportRecipients(member, { departmentId: null, recipients: [] }),
      listReportRecipients(member),
      listReportMails(member, { reportIds: [which.reportId] }),
      retryReportMails(member, which),
    ]) {
      await expect(act).rejects.toMatchObject(gone);
    }
  });
});
