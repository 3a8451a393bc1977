"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { counted, tokensLabel } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { AnswerDetails } from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";
import type { UsdDigits } from "@/lib/money";
import type { UsageRun } from "@/lib/reports/types";
import { Amount } from "../amount";
import { purposeWords } from "../purpose-words";

export type LoadRun = (input: { runId: string }) => Promise<ActionResult<AnswerDetails>>;

const RunCalls = dynamic(() => import("./run-calls").then((module) => module.RunCalls), {
  ssr: false,
  loading: () => <Skeleton className="h-40" />,
});

type RunRowProps = { run: UsageRun; digits: UsdDigits; timeZone: string; load: LoadRun };

/** One run in a line, which opens to its calls. */
export function RunRow({ run, digits, timeZone, load }: RunRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { at, model, requestedModel, purposes, calls, certainty } = run;
  const words = [
    dayAndTime(at, timeZone),
    model,
    ...(requestedModel ? [`instead of ${requestedModel}`] : []),
    purposeWords(purposes),
    ...(calls > purposes.length ? [counted(calls, "call")] : []),
    `${tokensLabel(run.inputTokens + run.outputTokens)}\u00a0tokens`,
  ];
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-3 rounded-control px-2 py-2.5 text-left text-sm hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-4 shrink-0 text-muted transition-transform", open && "rotate-90")}
        />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{titleOf(run)}</span>
          <span className="block text-muted text-xs">{words.join(" · ")}</span>
        </span>
        {certainty === "unpriced" && <Badge>Unpriced</Badge>}
        {certainty === "unpriced" && run.costPicoUsd === 0n ? (
          <span className="text-muted">unknown</span>
        ) : (
          <Amount value={run.costPicoUsd} estimated={run.estimatedPicoUsd} digits={digits} />
        )}
      </button>
      <div id={id}>{open && <RunCalls run={run} timeZone={timeZone} load={load} />}</div>
    </li>
  );
}

function titleOf({ title, isApiKey }: UsageRun): string {
  if (isApiKey) return title ?? "API key";
  return title ?? "Thread without a title";
}
