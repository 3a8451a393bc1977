import type { Route } from "next";
import Link from "next/link";
import type { CallFailure } from "@/components/threads/call-action";
import { Alert } from "@/components/ui/alert";

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
  return (
    <Alert tone="warn">
      Purser cannot be reached. What you write stays here, and this page goes on by itself once it can.
    </Alert>
  );
}
