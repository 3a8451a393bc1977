import { formatUsd } from "@/lib/money";
import { monthWords } from "../month-words";
import { callWords, knownOf, missingWords } from "../unpriced";
import type { Attachments } from "./attachments";
import type { TakenMail } from "./take";

export type ReportMail = Pick<
  TakenMail,
  | "month"
  | "name"
  | "isOfDepartment"
  | "revision"
  | "costPicoUsd"
  | "estimatedPicoUsd"
  | "beforePicoUsd"
  | "unpriced"
> & {
  organisation: string;
  attached: Pick<Attachments, "hasPdf" | "hasCsv">;
  /** Where admins find the files. */
  link: string;
};

/** "October 2026 · Engineering · $123.40 spent", and what one has to know of it. */
export function toMail(mail: ReportMail): { subject: string; text: string } {
  const month = monthWords(mail.month);
  const spent = spentWords(mail);
  const again = mail.revision > 1 ? ` · revision ${mail.revision}` : "";
  const whose = mail.isOfDepartment ? `${mail.name}, ${mail.organisation}` : mail.name;
  const paragraphs = [
    `${whose}: AI costs of ${month}.`,
    [`${spent}.`, estimatedWords(mail), unpricedWords(mail)].filter(Boolean).join(" "),
    revisionWords(mail),
    filesWords(mail),
    mail.link,
  ];
  return {
    subject: `${month} · ${mail.name} · ${spent}${again}`,
    text: `${paragraphs.filter(Boolean).join("\n\n")}\n\n-- \nYou get this because an admin of Purser sends this monthly report to this address.\n`,
  };
}

function spentWords({ costPicoUsd: cost, estimatedPicoUsd: estimated, unpriced }: ReportMail): string {
  if (knownOf(cost, unpriced) === null) return "Cost unknown";
  const more = unpriced === 0 ? "" : `, and ${callWords(unpriced)} without a price`;
  return `${estimated === 0n ? "" : "about "}${formatUsd(cost)} spent${more}`;
}

function unpricedWords({ unpriced }: ReportMail): string {
  return unpriced === 0 ? "" : `${callWords(unpriced)} ${missingWords(unpriced)}`;
}

function estimatedWords({ estimatedPicoUsd }: ReportMail): string {
  if (estimatedPicoUsd === 0n) return "";
  return `${formatUsd(estimatedPicoUsd)} of it is estimated, since the provider did not say what was used.`;
}

function revisionWords({ revision, beforePicoUsd, costPicoUsd }: ReportMail): string {
  if (revision === 1 || beforePicoUsd === null) return "";
  const moved =
    beforePicoUsd === costPicoUsd
      ? "The sum is the same, what it is made of is not"
      : `Revision ${revision - 1} said ${formatUsd(beforePicoUsd)}, this one says ${formatUsd(costPicoUsd)}`;
  return `This is revision ${revision} and replaces revision ${revision - 1}: a late entry has changed the month. ${moved}.`;
}

function filesWords({ attached: { hasPdf, hasCsv } }: ReportMail): string {
  const there = "Admins of Purser find it here:";
  if (hasPdf && hasCsv)
    return "Attached: the report as PDF, and each day’s costs as CSV. Admins find both here:";
  if (hasPdf) return `Attached: the report as PDF. The CSV is too large for a mail. ${there}`;
  if (hasCsv) return `Attached: each day’s costs as CSV. The PDF is too large for a mail. ${there}`;
  return "The report is too large for a mail. Admins of Purser find it here:";
}
