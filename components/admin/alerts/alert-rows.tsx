import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { dayAndTime } from "@/components/shell/clock-words";
import type { AlertListItem } from "@/lib/alerts/types";

type AlertRowsProps = { label: string; alerts: readonly AlertListItem[]; timeZone: string };

/** Alerts in words, the urgent ones marked by shape and colour. */
export function AlertRows({ label, alerts, timeZone }: AlertRowsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {alerts.map(({ alertId, urgent, sentence, happenedAt }) => (
        <li key={alertId} className="flex items-start justify-between gap-4 py-2.5 text-sm">
          <p className="flex min-w-0 items-start gap-2.5 [overflow-wrap:anywhere]">
            <Mark urgent={urgent} />
            {sentence}
          </p>
          <time dateTime={happenedAt.toISOString()} className="shrink-0 text-muted">
            {dayAndTime(happenedAt, timeZone)}
          </time>
        </li>
      ))}
    </ul>
  );
}

function Mark({ urgent }: { urgent: boolean }): ReactNode {
  const Icon = urgent ? CircleAlert : TriangleAlert;
  return (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${urgent ? "text-bad" : "text-warn"}`} />
      <span className="sr-only">{urgent ? "Urgent:" : "Warning:"}</span>
    </>
  );
}
