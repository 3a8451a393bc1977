import { asksForPdf, csvAnswer, pdfAnswer } from "@/app/api/reports/csv-answer";
import { dayLines, dayPaper } from "@/app/api/reports/usage/files";
import { defineAdminRoute } from "@/lib/action";
import { renderSheet } from "@/lib/finance";
import { getMember } from "@/lib/org";
import { listMemberDays, listUnpriced, readMonth, spanOf } from "@/lib/reports";

/** A member's month by day, model and purpose, as CSV or PDF; nothing of it says what they wrote. */
export const GET = defineAdminRoute<{ userId: string }>(async (ctx, request, { userId }) => {
  const month = readMonth(new URL(request.url).searchParams.get("month"));
  const { name } = await getMember(ctx, { userId });
  const { firstDay: from, lastDay: to } = spanOf({ month });
  const [rows, unpriced] = await Promise.all([
    listMemberDays(ctx, { userId, month }),
    listUnpriced(ctx, { from, to, userId }),
  ]);
  const file = `purser-member${month ? `-${month}` : ""}`;
  if (!asksForPdf(request)) return csvAnswer(dayLines(rows, unpriced), `${file}.csv`);
  return pdfAnswer(ctx, () => renderSheet(ctx, dayPaper(rows, { month, name, unpriced })), `${file}.pdf`);
});
