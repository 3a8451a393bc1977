import { Inbox } from "lucide-react";
import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { untilWords } from "@/components/usage/requests/request-words";
import type { PastRequest, RequestState } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { AskedLines } from "./asked-lines";

type PastRequestsProps = { requests: PastRequest[]; timeZone: string; now: Date };

export const STATE_WORDS: Record<RequestState, string> = {
  open: "Waiting",
  withdrawn: "Withdrawn",
  approved: "Approved",
  declined: "Declined",
};

/** What members asked for, and what came of it. */
export function PastRequests({ requests, timeZone, now }: PastRequestsProps) {
  if (requests.length === 0) {
    return (
      <EmptyState icon={<Inbox />} title="No request matches">
        Choose another state, or search for a part of a name or of an email.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Requests" className="divide-y divide-line">
      {requests.map((request) => (
        <li key={request.requestId} className="space-y-1 py-4 first:pt-0 last:pb-0">
          <p className="wrap-anywhere flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{request.member.name}</span>
            <span className="text-muted text-sm">{request.member.email}</span>
            <Badge tone={request.state === "open" ? "warn" : "neutral"}>{STATE_WORDS[request.state]}</Badge>
          </p>
          <AskedLines request={request} timeZone={timeZone} now={now} />
          <Decision request={request} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

function Decision({ request, timeZone }: { request: PastRequest; timeZone: string }) {
  const { decidedAt, decidedByName, grantedAmount, grantedUntil, budget, answer } = request;
  if (!decidedAt) return null;
  const given =
    grantedAmount === null
      ? "Declined"
      : `Given: ${formatLimit(grantedAmount, budget?.unit ?? "usd")} more, ${untilWords(grantedUntil, timeZone)},`;
  return (
    <p className="wrap-anywhere text-muted text-sm">
      {given} by {decidedByName ?? "an admin"}, {dayAndTime(decidedAt, timeZone)}
      {answer ? `: “${answer}”` : "."}
    </p>
  );
}
