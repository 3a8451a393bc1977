import { Alert } from "@/components/ui/alert";
import type { BudgetRequest } from "@/lib/budgets/types";
import type { RequestActions } from "./ask-card";
import { DismissButton } from "./request-buttons";
import { answerWords } from "./request-words";

type AnswerNoticeProps = {
  request: BudgetRequest | null;
  actions: Pick<RequestActions, "dismiss">;
  timeZone: string;
};

/** What an admin answered to a request for budget, until it is put away. */
export function AnswerNotice({ request, actions, timeZone }: AnswerNoticeProps) {
  const words = request && answerWords(request, timeZone);
  if (!words) return null;
  return (
    <Alert
      tone={request.state === "declined" ? "warn" : "info"}
      action={<DismissButton requestId={request.requestId} actions={actions} />}
    >
      <strong className="font-medium">{words}</strong>
      {request.answer && <span className="break-words"> “{request.answer}”</span>}
    </Alert>
  );
}
