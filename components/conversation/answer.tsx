import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { CopyButton } from "@/components/ui/copy-button";
import { AnswerLine } from "./answer-line";
import { type AnswerFacts, type AnswerNote, noteOf } from "./facts";
import { QuietButton } from "./quiet-button";

type AnswerProps = {
  /** Where an address may point: the message's own. */
  id?: string;
  label: string;
  facts: AnswerFacts;
  text: string;
  /** Null where an answer cannot be asked for again: only the last one can. */
  onRetry: (() => void) | null;
  children: ReactNode;
};

/** A finished answer: its words, the line with its price, and how it ended where that is worth saying. */
export function Answer({ id, label, facts, text, onRetry, children }: AnswerProps) {
  const note = noteOf(facts);
  const failed = note?.tone === "bad";
  return (
    <article id={id} aria-label={facts.assistantName ?? label} className="scroll-mt-7">
      {text && <div className="markdown">{children}</div>}
      {failed && <Failure note={note} onRetry={onRetry} />}
      <AnswerLine facts={facts} label={label}>
        {text && (
          <CopyButton
            text={text}
            variant="ghost"
            className="h-auto rounded-md px-1.5 py-0.5 text-xs [&_svg]:hidden"
          />
        )}
        {onRetry && !(failed && note.offer === "retry") && <QuietButton onClick={onRetry}>Retry</QuietButton>}
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

function NextStep({ offer, onRetry }: Pick<AnswerNote, "offer"> & Pick<AnswerProps, "onRetry">) {
  if (offer === "usage") return <Link href="/usage">See usage</Link>;
  if (offer !== "retry" || !onRetry) return null;
  return (
    <button type="button" onClick={onRetry} className="underline underline-offset-2">
      Retry
    </button>
  );
}
