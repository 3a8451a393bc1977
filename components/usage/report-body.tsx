import type { ReactNode } from "react";
import type { MonthSpan } from "@/lib/reports/types";

/** The column of a report, ending with when it was read and on whose clock its days begin. */
export function ReportBody({
  span,
  children,
}: {
  span: Pick<MonthSpan, "readAt" | "timeZone">;
  children: ReactNode;
}) {
  const time = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: span.timeZone,
  }).format(span.readAt);
  return (
    <div className="mx-auto w-full max-w-[1180px] space-y-3.5 px-4 py-5 md:px-8 md:py-7">
      {children}
      <p className="text-muted text-sm">
        Updated at {time}. Days and months begin at midnight in the zone {span.timeZone}.
      </p>
    </div>
  );
}
