import { dayAndTime } from "@/components/shell/clock-words";
import { askedWords } from "@/components/usage/requests/request-words";
import type { BudgetRequest } from "@/lib/budgets/types";

type AskedLinesProps = {
  request: Pick<BudgetRequest, "budget" | "amount" | "neededUntil" | "createdAt" | "reason">;
  timeZone: string;
  now: Date;
};

/** How much a member asks for, since when, and their reason. */
export function AskedLines({ request, timeZone, now }: AskedLinesProps) {
  return (
    <>
      <p>
        {askedWords({ ...request, until: request.neededUntil, whose: "their" }, timeZone, now)}
        <span className="text-muted text-sm"> · asked {dayAndTime(request.createdAt, timeZone)}</span>
      </p>
      <p className="wrap-anywhere text-muted text-sm">“{request.reason}”</p>
    </>
  );
}
