import { type RefObject, useMemo } from "react";
import { BudgetLine } from "@/components/shell/budget-line";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { Composer } from "./composer";
import { BudgetWarning, OfflineNotice, PausedNotice, ProblemNotice } from "./notices";
import { leastNeeded, quoteWords } from "./quote";
import type { useModel } from "./use-model";
import { useOnline } from "./use-online";
import type { useRuns } from "./use-runs";

type DockProps = {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  onStop: () => void;
  runs: ReturnType<typeof useRuns>;
  models: ModelOption[];
  chosen: ReturnType<typeof useModel>;
  budget: BudgetBrief | null;
  paused: boolean;
};

/** The foot of a thread: what has to be known before sending, and the composer. */
export function Dock({ runs, models, chosen, budget, paused, text, ...composer }: DockProps) {
  const free = models.find((option) => option.free);
  const words = useMemo(() => {
    if (paused) return { input: null, most: budget?.remaining ?? "" };
    return chosen.quote && quoteWords(chosen.quote, text, budget?.remainingPicoUsd ?? null);
  }, [paused, chosen.quote, text, budget]);

  return (
    <div className="mx-auto w-full max-w-[792px] shrink-0 space-y-3 px-4 pt-1 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      <Notice
        runs={runs}
        budget={budget}
        paused={paused}
        onFreeModel={free && free.id !== chosen.model?.id ? () => chosen.pick(free.id) : null}
        onTryAgain={text.trim() ? composer.onSend : null}
      />
      {budget && <BudgetLine foot={budget.foot} />}
      <Composer
        {...composer}
        text={text}
        running={runs.running !== undefined}
        paused={paused}
        models={models}
        model={chosen.model}
        onPickModel={chosen.pick}
        quote={words}
      />
    </div>
  );
}

/** Nothing useful can be paid for, even once the answers that are still running have given back what they hold. */
export function isPaused(budget: BudgetBrief | null, quote: Quote | null): boolean {
  if (!budget) return false;
  const available = budget.remainingPicoUsd + budget.reservedPicoUsd;
  return quote ? available < leastNeeded(quote, "") : available === 0n;
}

type NoticeProps = {
  runs: DockProps["runs"];
  budget: BudgetBrief | null;
  paused: boolean;
  onFreeModel: (() => void) | null;
  onTryAgain: (() => void) | null;
};

/** One notice at a time, the most pressing. */
function Notice({ runs, budget, paused, onFreeModel, onTryAgain }: NoticeProps) {
  const online = useOnline();
  const { problem } = runs;
  if (paused && budget) {
    const refusal = problem?.code === "budget_exceeded" ? problem.message : null;
    return <PausedNotice brief={budget} refusal={refusal} onFreeModel={onFreeModel} />;
  }
  if (!online) return <OfflineNotice />;
  if (problem) return <ProblemNotice problem={problem} onTryAgain={onTryAgain} />;
  if (budget?.warning) return <BudgetWarning words={budget.warning} />;
  return null;
}
