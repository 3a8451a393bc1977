import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type BudgetLimit, type NextStep, type Raiser, stepsAfter } from "@/components/shell/budget-words";
import type { CallFailure } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import { formatAmount } from "@/lib/money";

/** What can be done here and now, where it can. */
type Ways = {
  onFreeModel: (() => void) | null;
  /** Opens the dialog of the thread's limit. */
  onLimit: (() => void) | null;
};

type PausedNoticeProps = Ways & { limit: BudgetLimit };

/** A budget is used up: which one, how much, when it resets, and what can be done now. */
export function PausedNotice({ limit: { unit, paused }, onFreeModel, onLimit }: PausedNoticeProps) {
  const offer = unit === "usd" ? onFreeModel : null;
  const ways = { onFreeModel: offer, onLimit };
  return (
    <Stopped label="Budget used up" title={paused.title} steps={paused.steps} {...ways}>
      {paused.body}
      {offer && " Free models still answer."}
    </Stopped>
  );
}

const NEW_THREAD: NextStep = { to: "/", words: "Start a new thread" };

/** What is left does not pay for the whole of this thread once more, but for a new one. */
export function TooLongNotice({ limit: { unit, unspent, paused }, onFreeModel, onLimit }: PausedNoticeProps) {
  const offer = unit === "usd" ? onFreeModel : null;
  const steps = [NEW_THREAD, ...paused.steps.filter(({ to }) => to !== NEW_THREAD.to)];
  return (
    <Stopped
      label="Thread too long for the budget"
      title={`This thread is too long for the ${formatAmount(unspent, unit)} left of the budget.`}
      steps={steps}
      onFreeModel={offer}
      onLimit={onLimit}
    >
      Every message sends the whole thread again; a new one costs less.
      {offer && " Free models still answer here."}
    </Stopped>
  );
}

type RefusedNoticeProps = Ways & {
  problem: CallFailure;
  /** Nothing else can be sent either. */
  paused: boolean;
  raiser: Raiser;
};

/** The server has just refused a message for a budget, and says in its own words which, how much and how long. */
export function RefusedNotice({ problem, paused, raiser, onFreeModel, onLimit }: RefusedNoticeProps) {
  const { scope, unit } = problem.details;
  const offer = unit === "usd" ? onFreeModel : null;
  return (
    <Stopped
      label={paused ? "Budget used up" : "Message refused"}
      title={<span role="alert">{problem.message}</span>}
      steps={stepsAfter(scope, raiser)}
      onFreeModel={offer}
      onLimit={onLimit}
    >
      {scope === "model" && "Another model may still answer. "}
      {offer && "Free models still answer. "}
      Your threads stay readable.
    </Stopped>
  );
}

type StoppedProps = Ways & {
  label: string;
  title: ReactNode;
  steps: NextStep[];
  children: ReactNode;
};

function Stopped({ label, title, steps, onFreeModel, onLimit, children }: StoppedProps) {
  return (
    <section aria-label={label} className="rounded-card bg-bad-soft px-4 py-3.5 text-sm">
      <p className="flex items-baseline gap-2.5 font-semibold text-bad">
        <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-current" />
        {title}
      </p>
      <div className="pl-5">
        <p className="mt-1">{children}</p>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {steps.map(({ to, words }) =>
            to === "thread limit" ? (
              onLimit && <StepButton key={to} words={words} onClick={onLimit} />
            ) : (
              <StepLink key={to} href={to}>
                {words}
              </StepLink>
            ),
          )}
          {onFreeModel && <StepButton words="Use a free model" onClick={onFreeModel} />}
          <StepLink href="/usage">See usage</StepLink>
        </div>
      </div>
    </section>
  );
}

function StepButton({ words, onClick }: { words: string; onClick: () => void }) {
  return (
    <Button variant="outline" size="sm" onClick={onClick}>
      {words}
    </Button>
  );
}

function StepLink({ href, children }: { href: string; children: string }) {
  return (
    <Button variant="outline" size="sm" asChild>
      <Link href={href as Route}>{children}</Link>
    </Button>
  );
}
