import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatUsd, parseUsd } from "@/lib/money";
import type { Usage } from "@/lib/pricing/types";
import { DowngradeMark } from "./downgrade-mark";
import { type AnswerFacts, noteOf } from "./facts";

type AnswerLineProps = { facts: AnswerFacts; label: string; versions: ReactNode; children: ReactNode };

const ESTIMATED = "Estimated: the provider did not report what it used, so Purser counted the tokens itself.";

const IMPORTED = "Came in with a file: what it cost counts in no budget and no report here.";

/** The one quiet line under an answer: who answered, tokens, cost, seconds; actions at its right end. */
export function AnswerLine({ facts, label, versions, children }: AnswerLineProps) {
  const note = noteOf(facts);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-muted text-xs">
      {versions && <span className="-ml-1 -mr-1.5">{versions}</span>}
      <AssistantName name={facts.assistantName} />
      <ModelName label={label} simulated={facts.simulated} />
      {facts.imported && <span title={IMPORTED}>imported</span>}
      <DowngradeMark reason={facts.downgradeReason} />
      {facts.usage && <Tokens usage={facts.usage} estimated={facts.certainty === "estimated"} />}
      <CostAmount facts={facts} />
      {facts.durationMs !== null && <span>{(facts.durationMs / 1000).toFixed(1)} s</span>}
      {note && note.tone !== "bad" && (
        <span className={cn("font-medium", note.tone === "warn" && "text-warn")}>{note.words}</span>
      )}
      <span className="ml-auto flex items-center gap-1">{children}</span>
    </div>
  );
}

/** Who answered, where it was more than a model. */
export function AssistantName({ name }: { name: string | null }) {
  if (name === null) return null;
  return <span className="wrap-anywhere font-medium text-ink">{name}</span>;
}

export function ModelName({ label, simulated }: { label: string; simulated: boolean }) {
  if (!simulated) return <span className="font-medium">{label}</span>;
  return <span className="font-medium">Demo model, simulated cost</span>;
}

function Tokens({ usage, estimated }: { usage: Usage; estimated: boolean }) {
  const about = estimated ? "≈ " : "";
  const cached = usage.cachedInputTokens > 0 ? ` · ${whole(usage.cachedInputTokens)} cached` : "";
  const reasoning =
    usage.reasoningTokens > 0 ? `${whole(usage.reasoningTokens)} of them for reasoning` : undefined;
  return (
    <>
      <span>{`${about}${whole(usage.inputTokens)} in${cached}`}</span>
      <span title={reasoning}>{`${about}${whole(usage.outputTokens)} out`}</span>
    </>
  );
}

function CostAmount({ facts: { costUsd, certainty } }: { facts: AnswerFacts }) {
  if (certainty === null) return null;
  if (costUsd === null || certainty === "unpriced") {
    return (
      <span data-cost="" data-certainty="unpriced" className="font-medium text-warn">
        no price
      </span>
    );
  }
  const estimated = certainty === "estimated";
  return (
    <span
      data-cost={costUsd}
      data-certainty={certainty}
      title={estimated ? ESTIMATED : undefined}
      className="font-semibold text-accent"
    >
      {estimated && "≈ "}
      {formatUsd(parseUsd(costUsd))}
    </span>
  );
}

function whole(tokens: number): string {
  return tokens.toLocaleString("en-US");
}
