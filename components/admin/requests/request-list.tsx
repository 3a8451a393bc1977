import { Inbox } from "lucide-react";
import { percentLabel } from "@/components/charts/words";
import { aboutWords, bareAmount } from "@/components/shell/budget-names";
import { resetWords } from "@/components/shell/clock-words";
import { EmptyState } from "@/components/ui/empty-state";
import type { Submit } from "@/components/ui/use-submit";
import type { WaitingRequest } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { AskedLines } from "./asked-lines";
import { RequestButtons } from "./request-buttons";

export type DecisionActions = { approve: Submit; decline: Submit };

type RequestListProps = {
  requests: WaitingRequest[];
  actions: DecisionActions;
  timeZone: string;
  now: Date;
  /** Whose requests were searched for. */
  searched?: string | undefined;
};

/** What members wait for: how much, what for, where their budget stands, and the two answers. */
export function RequestList({ requests, actions, timeZone, now, searched }: RequestListProps) {
  if (requests.length === 0 && searched) {
    return (
      <EmptyState icon={<Inbox />} title={`Nobody who matches “${searched}” waits`}>
        Search for a part of a name or of an email.
      </EmptyState>
    );
  }
  if (requests.length === 0) {
    return (
      <EmptyState icon={<Inbox />} title="Nobody waits for budget">
        Members ask on their usage page. What they ask for will be here until it is answered.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Requests" className="divide-y divide-line">
      {requests.map((request) => (
        <li key={request.requestId} className="py-4 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="min-w-0 flex-1 basis-72 space-y-1">
              <p className="[overflow-wrap:anywhere]">
                <span className="font-medium">{request.member.name}</span>{" "}
                <span className="text-muted text-sm">{request.member.email}</span>
              </p>
              <AskedLines request={request} timeZone={timeZone} now={now} />
              <p className="text-muted text-sm">{standingWords(request, timeZone)}</p>
            </div>
            <RequestButtons request={request} actions={actions} timeZone={timeZone} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function standingWords({ standing, budget }: WaitingRequest, timeZone: string): string {
  if (!standing || !budget) return "This budget does not hold for them any more: only a refusal is possible.";
  const { spent, estimated, effectiveLimit, resetsAt } = standing;
  const used = `${aboutWords(bareAmount(spent, budget.unit), estimated)} of ${formatLimit(effectiveLimit, budget.unit)} used`;
  return `${used} (${percentLabel(spent, effectiveLimit)}), resets ${resetWords(resetsAt, timeZone)}`;
}
