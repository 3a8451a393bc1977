import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import type { ModelOption } from "@/lib/assistants/types";
import { formatUsd } from "@/lib/money";
import { Answer, type AnswerActs } from "./answer";
import { ExtrasPlace } from "./answer-extras";
import { AssistantName, ModelName } from "./answer-line";
import { DowngradeMark } from "./downgrade-mark";
import type { Exchange } from "./exchanges";
import type { AnswerFacts } from "./facts";
import { LiveWords } from "./live-words";
import { QuietButton } from "./quiet-button";
import { costSoFar, roughTokens } from "./quote";

type LiveAnswerProps = {
  exchange: Exchange;
  label: string;
  /** Who answers; null for the model alone. */
  assistantName: string | null;
  simulated: boolean;
  /** What the server has stored of the run already; null until the page knows it. */
  facts: Pick<AnswerFacts, "model" | "downgradeReason"> | null;
  models: ModelOption[];
  acts: AnswerActs | null;
  versions: ReactNode;
  onStop: () => void;
  onReconnect: () => void;
};

/** An answer while it is written, and from its end until the server's own copy takes its place. */
export function LiveAnswer(props: LiveAnswerProps) {
  const { exchange, label, assistantName, simulated, facts, models, acts, versions, onStop, onReconnect } =
    props;
  const { text, outcome, key } = exchange;
  const words = text && <LiveWords text={text} idPrefix={key} live={outcome === null} />;
  if (outcome) {
    return (
      <Answer {...{ label, text, models, acts, versions }} facts={outcome} extras={<ExtrasPlace />}>
        {words}
      </Answer>
    );
  }
  return (
    <article aria-label={assistantName ?? label} aria-busy>
      {text ? (
        <div className="markdown" data-live>
          {words}
        </div>
      ) : (
        <Waiting />
      )}
      <LinkNotice exchange={exchange} onReconnect={onReconnect} />
      <div className="mt-3 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-muted text-xs">
        {versions && <span className="-mr-1.5 -ml-1">{versions}</span>}
        <AssistantName name={assistantName} />
        <ModelName label={label} simulated={simulated} />
        <DowngradeMark reason={facts?.downgradeReason ?? null} />
        <SoFar exchange={exchange} model={facts?.model ?? null} />
        {/* The composer's Stop is the one for keyboards and screen readers; this one is within a pointer's reach. */}
        <QuietButton onClick={onStop} aria-hidden tabIndex={-1} className="ml-auto text-bad hover:text-bad">
          ■ Stop
        </QuietButton>
      </div>
    </article>
  );
}

/** `model` is the one that answers, where it is known; another one's price says nothing about it. */
function SoFar({ exchange, model }: { exchange: Exchange; model: string | null }) {
  const { question, quote, begun } = exchange;
  const text = exchange.text.slice(begun.length);
  if (!text) return null;
  const isPriced = quote !== null && (model === null || model === quote.model);
  const cost = isPriced ? costSoFar(quote, question ?? "", text) : null;
  return (
    <>
      <span>≈ {roughTokens(text).toLocaleString("en-US")} out</span>
      {cost !== null && cost > 0n && (
        <span className="font-medium text-accent">≈ {formatUsd(cost)} so far</span>
      )}
    </>
  );
}

function Waiting() {
  return (
    <p className="flex h-[1.55em] items-center gap-1 text-muted">
      <span className="sr-only">Waiting for the first words</span>
      {[0, 150, 300].map((delayMs) => (
        <span
          key={delayMs}
          aria-hidden
          className="size-1.5 animate-pulse rounded-full bg-current"
          style={{ animationDelay: `${delayMs}ms` }}
        />
      ))}
    </p>
  );
}

function LinkNotice({ exchange, onReconnect }: { exchange: Exchange; onReconnect: () => void }) {
  if (exchange.link === "open") return null;
  if (exchange.link === "reconnecting") {
    return <p className="mt-2 text-muted text-sm">The connection broke. The answer goes on; reconnecting…</p>;
  }
  return (
    <div className="mt-3">
      <Alert tone="warn" action={<QuietButton onClick={onReconnect}>Reconnect</QuietButton>}>
        The live connection was lost. The answer goes on without it.
      </Alert>
    </div>
  );
}
