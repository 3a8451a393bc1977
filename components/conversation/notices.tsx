import type { Route } from "next";
import Link from "next/link";
import type { BudgetBrief } from "@/components/shell/budget-words";
import type { CallFailure } from "@/components/threads/call-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type PausedNoticeProps = {
  brief: BudgetBrief;
  /** The server's own words where it has just refused a message. */
  refusal: string | null;
  onFreeModel: (() => void) | null;
};

/** Something is used up: which budget, how much, when it resets, and what can be done now. */
export function PausedNotice({ brief, refusal, onFreeModel }: PausedNoticeProps) {
  return (
    <section aria-label="Budget used up" className="rounded-card bg-bad-soft px-4 py-3.5 text-sm">
      <p className="flex items-baseline gap-2.5 font-semibold text-bad">
        <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-current" />
        {refusal ?? brief.paused.title}
      </p>
      <div className="pl-5">
        <p className="mt-1">
          {refusal ? "Your threads stay readable." : brief.paused.body}
          {onFreeModel && " Free models still answer."}
        </p>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {onFreeModel && (
            <Button variant="outline" size="sm" onClick={onFreeModel}>
              Use a free model
            </Button>
          )}
          <Button variant="outline" size="sm" asChild>
            <Link href="/usage">See usage</Link>
          </Button>
        </div>
      </div>
    </section>
  );
}

export function BudgetWarning({ words }: { words: string }) {
  return (
    <Alert tone="warn" action={<Link href="/usage">See usage</Link>}>
      {words}
    </Alert>
  );
}

/** Why the server did not take what was asked, in its words, with the one next step. */
export function ProblemNotice({
  problem,
  onTryAgain,
}: {
  problem: CallFailure;
  onTryAgain: (() => void) | null;
}) {
  return (
    <Alert tone="bad" action={<ProblemStep problem={problem} onTryAgain={onTryAgain} />}>
      {problem.message}
    </Alert>
  );
}

const PLACES: Partial<Record<CallFailure["code"], { href: Route; words: string }>> = {
  budget_exceeded: { href: "/usage", words: "See usage" },
  unauthenticated: { href: "/sign-in", words: "Sign in" },
  not_found: { href: "/", words: "New thread" },
};

function ProblemStep({ problem, onTryAgain }: { problem: CallFailure; onTryAgain: (() => void) | null }) {
  const place = PLACES[problem.code];
  if (place) return <Link href={place.href}>{place.words}</Link>;
  if (problem.code === "invalid" || !onTryAgain) return null;
  return (
    <button type="button" onClick={onTryAgain} className="underline underline-offset-2">
      Try again
    </button>
  );
}

export function OfflineNotice() {
  return <Alert tone="warn">You are offline. What you write stays here until you are back.</Alert>;
}
