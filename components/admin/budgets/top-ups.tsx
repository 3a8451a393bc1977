"use client";

import { useCallback, useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { formatLimit } from "@/lib/money";
import { endWords } from "./end-words";
import { TopUpForm } from "./top-up-form";
import type { BudgetActions, Choices, ListedBudget, ListedTopUp } from "./types";

type TopUpsProps = {
  budget: ListedBudget;
  choices: Choices;
  actions: BudgetActions;
  timeZone: string;
};

/** What is or was added to a budget for a while, and more of it. */
export function TopUps({ budget, choices, actions, timeZone }: TopUpsProps) {
  const { topUps, problem, reload } = useTopUps(budget.budgetId, actions.readTopUps);
  return (
    <div className="space-y-5">
      {problem && <Alert tone="bad">{problem}</Alert>}
      {topUps === null && !problem && <Spinner />}
      {topUps?.length === 0 && <p className="text-muted text-sm">Nothing was added to this budget yet.</p>}
      {topUps && topUps.length > 0 && (
        <ul aria-label="Top-ups" className="divide-y divide-line text-sm">
          {topUps.map((topUp) => (
            <TopUpItem
              key={topUp.topUpId}
              topUp={topUp}
              unit={budget.unit}
              timeZone={timeZone}
              end={actions.endTopUp}
              onEnded={reload}
            />
          ))}
        </ul>
      )}
      <TopUpForm budget={budget} choices={choices} action={actions.addTopUp} onAdded={reload} />
    </div>
  );
}

function useTopUps(budgetId: string, read: BudgetActions["readTopUps"]) {
  const [topUps, setTopUps] = useState<ListedTopUp[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reload = useCallback(async () => {
    const result = await read({ budgetId });
    if (result.ok) setTopUps(result.data);
    setProblem(result.ok ? null : result.message);
  }, [budgetId, read]);
  useEffect(() => void reload(), [reload]);
  return { topUps, problem, reload };
}

type TopUpItemProps = {
  topUp: ListedTopUp;
  unit: ListedBudget["unit"];
  timeZone: string;
  end: BudgetActions["endTopUp"];
  onEnded: () => void;
};

function TopUpItem({ topUp, unit, timeZone, end, onEnded }: TopUpItemProps) {
  const [isPending, startTransition] = useTransition();
  const { topUpId, amount, endsAt, reason, createdByName, subjectName, isOver } = topUp;
  function endNow() {
    startTransition(async () => {
      const result = await end({ topUpId });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      toast.success(`The top-up of ${formatLimit(amount, unit)} has ended.`);
      onEnded();
    });
  }
  return (
    <li className="flex items-start justify-between gap-3 py-2.5 first:pt-0">
      <div className="min-w-0">
        <p className={isOver ? "text-muted" : "font-medium"}>
          {formatLimit(amount, unit)} {isOver ? "ended" : "until"} {endWords(endsAt, timeZone)}
          {subjectName && `, for ${subjectName}`}
        </p>
        <p className="break-words text-muted">
          {reason} ({createdByName})
        </p>
      </div>
      {!isOver && (
        <Button
          variant="outline"
          size="sm"
          onClick={endNow}
          pending={isPending}
          aria-label={`End now: ${reason}`}
        >
          End now
        </Button>
      )}
    </li>
  );
}
