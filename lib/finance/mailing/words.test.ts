import { describe, expect, test } from "vitest";
import { type ReportMail, toMail } from "./words";

const USD = 10n ** 12n;
const mail: ReportMail = {
  ...{ month: "2026-10", name: "Engineering", isOfDepartment: true, revision: 1, organisation: "Northwind" },
  ...{ costPicoUsd: 123n * USD, estimatedPicoUsd: 0n, beforePicoUsd: null, unpriced: 0 },
  ...{
    attached: { hasPdf: true, hasCsv: true },
    link: "https://purser.example.org/admin/reports?q=Engineering",
  },
};

describe("toMail", () => {
  test("says whose month it is, what was spent and what is attached", () => {
    const { subject, text } = toMail(mail);
    expect(subject).toBe("October 2026 · Engineering · $123.00 spent");
    expect(text).toMatch(
      /^Engineering, Northwind: AI costs of October 2026\.\n\n\$123\.00 spent\.\n\nAttached:/,
    );
    expect(text).toContain(mail.link);
  });

  test("says what is estimated, in the subject too", () => {
    const { subject, text } = toMail({ ...mail, estimatedPicoUsd: 2n * USD });
    expect(subject).toBe("October 2026 · Engineering · about $123.00 spent");
    expect(text).toContain("$2.00 of it is estimated");
  });

  test("says what has no price, and of a cost that is unknown no amount", () => {
    const { subject, text } = toMail({ ...mail, unpriced: 5 });
    expect(subject).toBe("October 2026 · Engineering · $123.00 spent, and 5 calls without a price");
    expect(text).toContain("5 calls have no price: what they cost is unknown, and in no amount here.");
    const unknown = toMail({ ...mail, costPicoUsd: 0n, unpriced: 1 });
    expect(unknown.subject).toBe("October 2026 · Engineering · Cost unknown");
    expect(unknown.text).toContain("1 call has no price");
    expect(unknown.text).not.toContain("$0.00");
  });

  test("says that a sum can stay while its parts move", () => {
    const { text } = toMail({ ...mail, revision: 2, beforePicoUsd: mail.costPicoUsd });
    expect(text).toContain("This is revision 2 and replaces revision 1");
    expect(text).toContain("The sum is the same");
  });

  test("says what is too large for a mail, and where it is", () => {
    for (const [attached, words] of [
      [{ hasPdf: true, hasCsv: false }, "The CSV is too large for a mail."],
      [{ hasPdf: false, hasCsv: true }, "The PDF is too large for a mail."],
      [{ hasPdf: false, hasCsv: false }, "The report is too large for a mail."],
    ] as const) {
      const { text } = toMail({ ...mail, attached });
      expect(text).toContain(words);
      expect(text).toContain(mail.link);
    }
  });
});
