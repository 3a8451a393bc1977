import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { CopyButton } from "@/components/ui/copy-button";
import type { ModelOption } from "@/lib/assistants/types";
import { AnswerLine } from "./answer-line";
import { type AnswerFacts, type AnswerNote, noteOf } from "./facts";
import { QuietButton } from "./quiet-button";
import { RetryMenu } from "./retry-menu";

/** What can be asked of an answer. */
export type AnswerActs = {
  /** With the composer's model, or with the one that is named. */
  onRetry: (model?: string) => void;
  /** Null where there is nothing to go on with. */
  onContinue: (() => void) | null;
};

type AnswerProps = {
  /** Where an address may point: the message's own. */
  id?: string;
  label: string;
  facts: AnswerFacts;
  text: string;
  models: ModelOption[];
  /** Null while nothing can be asked. */
  acts: AnswerActs | null;
  /** Leads to its other versions. */
  versions?: ReactNode;
  /** More actions, at the end of the line. */
  extras?: ReactNode;
  children: ReactNode;
};

/** A finished answer: its words, the line with its price, and how it ended where that is worth saying. */
export function Answer(props: AnswerProps) {
  const { id, label, facts, text, models, acts, versions, extras, children } = props;
  const note = noteOf(facts);
  const failed = note?.tone === "bad";
  const onRetry = acts && (() => acts.onRetry());
  return (
    <article id={id} aria-label={facts.assistantName ?? label} className="scroll-mt-7">
      {text && <div className="markdown">{children}</div>}
      {failed && <Failure note={note} onRetry={onRetry} />}
      <AnswerLine facts={facts} label={label} versions={versions}>
        {text && (
          <CopyButton
            text={text}
            variant="ghost"
            className="h-auto rounded-md px-1.5 py-0.5 text-xs [&_svg]:hidden"
          />
        )}
        {acts?.onContinue && <QuietButton onClick={acts.onContinue}>Continue</QuietButton>}
        {onRetry && !(failed && note.offer === "retry") && <QuietButton onClick={onRetry}>Retry</QuietButton>}
        {acts && <RetryMenu models={models} onPick={acts.onRetry} />}
        {extras}
      </AnswerLine>
    </article>
  );
}

/** What went wrong and the one thing to do about it. */
function Failure({ note, onRetry }: { note: AnswerNote; onRetry: (() => void) | null }) {
  return (
    <div className="mt-3">
      <Alert tone="bad" action={<NextStep offer={note.offer} onRetry={onRetry} />}>
        {note.words}
      </Alert>
    </div>
  );
}

function NextStep({ offer, onRetry }: Pick<AnswerNote, "offer"> & { onRetry: (() => void) | null }) {
  if (offer === "usage") return <Link href="/usage">See usage</Link>;
  if (offer !== "retry" || !onRetry) return null;
  return (
    <button type="button" onClick={onRetry} className="underline underline-offset-2">
      Retry
    </button>
  );
}
