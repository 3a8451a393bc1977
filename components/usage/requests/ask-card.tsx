import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import type { Submit } from "@/components/ui/use-submit";
import type { BudgetRequest, BudgetStanding } from "@/lib/budgets/types";
import type { ActionResult } from "@/lib/errors";
import { AskForm } from "./ask-form";
import { WithdrawButton } from "./request-buttons";
import { askedWords } from "./request-words";

export type RequestActions = {
  ask: Submit;
  withdraw: (input: { requestId: string }) => Promise<ActionResult<void>>;
  reopen: (input: { requestId: string }) => Promise<ActionResult<void>>;
  dismiss: (input: { requestId: string }) => Promise<ActionResult<void>>;
};

type AskCardProps = {
  /** Those that admins set; the tightest comes first. */
  standings: BudgetStanding[];
  request: BudgetRequest | null;
  actions: RequestActions;
  timeZone: string;
  now: Date;
};

/** Asks the admins for more, or says what is asked already. */
export function AskCard({ standings, request, actions, timeZone, now }: AskCardProps) {
  const isOpen = request?.state === "open";
  return (
    <Card id="ask">
      <CardHeader
        title="Ask for more budget"
        description="An admin can give more for a while or for good. One request at a time."
      />
      {isOpen ? (
        <div className="space-y-3 text-sm">
          <Alert action={<WithdrawButton requestId={request.requestId} actions={actions} />}>
            You asked for{" "}
            {askedWords(
              { budget: request.budget, amount: request.amount, until: request.neededUntil },
              timeZone,
              now,
            )}
            . An admin has not answered yet.
          </Alert>
          <p className="break-words text-muted">“{request.reason}”</p>
        </div>
      ) : (
        <AskForm standings={standings} action={actions.ask} timeZone={timeZone} />
      )}
    </Card>
  );
}
