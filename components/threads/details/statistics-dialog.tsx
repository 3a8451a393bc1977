"use client";

import { LazyCostBars } from "@/components/charts/lazy";
import { counted, tokensLabel } from "@/components/charts/words";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { formatAbout, formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { ThreadStatistics } from "@/lib/reports/types";
import type { OwnThread } from "../use-acts";
import { ModelTable, TimeTable } from "./statistics-tables";
import type { DetailActions } from "./types";
import { useLoaded } from "./use-loaded";

type StatisticsDialogProps = {
  thread: OwnThread;
  load: DetailActions["getStatistics"];
  onClose: () => void;
};

/** What a thread has used and cost: in all, by kind of token, by model and over time. */
export function StatisticsDialog({ thread, load, onClose }: StatisticsDialogProps) {
  const { data, failure } = useLoaded(() => load({ threadId: thread.id }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Statistics of “${thread.title}”`}
      focusTitle
      className="max-w-2xl"
    >
      {failure && <Alert tone="bad">{failure}</Alert>}
      {!data && !failure && <Skeleton className="h-[480px]" />}
      {data && <Statistics statistics={data} />}
    </Dialog>
  );
}

function Statistics({ statistics }: { statistics: ThreadStatistics }) {
  const { total, importedPicoUsd, importedTokens, inOtherBranches } = statistics;
  return (
    <div className="space-y-6">
      <Figures statistics={statistics} />
      {inOtherBranches > 0 && (
        <p className="text-muted text-sm">
          {counted(inOtherBranches, "more message")} in branches that are not shown; what they cost is
          counted.
        </p>
      )}
      {total.unpricedCalls > 0 && (
        <Alert tone="warn">
          {counted(total.unpricedCalls, "call")} of a model without a known price: what that cost is not known
          and not in any amount.
        </Alert>
      )}
      {importedPicoUsd !== null && (
        <p className="text-muted text-sm">
          {`Before it came in from a file it had cost ${formatUsd(importedPicoUsd)} for ${tokensLabel(importedTokens ?? 0)} tokens, elsewhere: that is in no amount here.`}
        </p>
      )}
      <section aria-label="By model">
        <h3 className="font-semibold">By model</h3>
        <ModelTable statistics={statistics} />
      </section>
      {statistics.points.length > 0 && <OverTime statistics={statistics} />}
    </div>
  );
}

function Figures({ statistics: { questions, answers, total } }: { statistics: ThreadStatistics }) {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = total;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
      <Figure name="Messages" value={(questions + answers).toLocaleString("en-US")}>
        {counted(answers, "answer")}
      </Figure>
      <Figure name="Input tokens" value={inputTokens.toLocaleString("en-US")}>
        {`${cachedInputTokens.toLocaleString("en-US")} cached (${share(cachedInputTokens, inputTokens)})`}
      </Figure>
      <Figure name="Output tokens" value={outputTokens.toLocaleString("en-US")}>
        {`${reasoningTokens.toLocaleString("en-US")} for reasoning`}
      </Figure>
      <Figure name="Cost" value={formatAbout(total.costPicoUsd, total.estimatedPicoUsd === 0n)}>
        {total.estimatedPicoUsd === 0n ? "exact" : `${formatUsd(total.estimatedPicoUsd)} of it estimated`}
      </Figure>
    </dl>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: string }) {
  return (
    <div>
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="font-semibold text-lg tabular-nums">{value}</dd>
      <dd className="text-muted text-xs">{children}</dd>
    </div>
  );
}

function OverTime({ statistics: { points, unit, timeZone } }: { statistics: ThreadStatistics }) {
  const title = `Cost by ${unit}`;
  return (
    <section aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted text-sm">{`US dollars, ${unit}s in ${timeZone}`}</p>
      <div className="mt-2 h-44">
        <LazyCostBars title={title} points={points} />
      </div>
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-muted hover:text-ink">Table</summary>
        <TimeTable label={title} points={points} of={unit === "day" ? "Day" : "Month"} />
      </details>
    </section>
  );
}

/** "35%", "<1%" rather than "0%" for what is not nothing. */
function share(part: number, whole: number): string {
  if (part === 0) return formatPercent(0);
  const percent = Math.floor((part * 100) / whole);
  return formatPercent(percent === 0 ? "<1" : percent);
}
