import dynamic from "next/dynamic";
import { type ReactNode, type RefObject, useMemo } from "react";
import { PromptSlot } from "@/components/prompts/prompt-slot";
import type { PromptActions } from "@/components/prompts/types";
import { BudgetLine } from "@/components/shell/budget-line";
import type { BudgetBrief, BudgetLimit, Raiser } from "@/components/shell/budget-words";
import { useThreadActions } from "@/components/threads/thread-actions";
import type { ModelOption, ThreadAssistant } from "@/lib/assistants/types";
import { DropOverlay } from "./attachments/drop-zone";
import type { useAttaching } from "./attachments/use-attaching";
import { blockedBy } from "./attachments/use-attachments";
import { composerWords } from "./budget-check";
import { Composer } from "./composer";
import { BudgetWarning, OfflineNotice, ProblemNotice } from "./notices";
import { PausedNotice, RefusedNotice, TooLongNotice } from "./stopped-notice";
import type { useModel } from "./use-model";
import { useOnline } from "./use-online";
import type { useRuns } from "./use-runs";
import type { Choosable, ConversationActions, ShownThread } from "./view";

type DockProps = {
  thread: ShownThread | null;
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  onEditLast: (() => void) | null;
  onStop: () => void;
  runs: ReturnType<typeof useRuns>;
  models: ModelOption[];
  chosen: ReturnType<typeof useModel>;
  attaching: ReturnType<typeof useAttaching>;
  assistant: ThreadAssistant | null;
  listChoosable: ConversationActions["listChoosable"];
  onPickAssistant: (next: Choosable | null) => void;
  prompts: PromptActions;
  budget: BudgetBrief | null;
  /** The budget that stops the next message. */
  stopped: BudgetLimit | null;
  /** A new thread would still get an answer. */
  onlyThisThread: boolean;
  raiser: Raiser;
  /** Something quiet to say above the composer. */
  hint: ReactNode;
};

const Chips = dynamic(() => import("./attachments/chips").then((module) => module.Chips), { ssr: false });

/** The foot of a thread: what has to be known before sending, and the composer. */
export function Dock(props: DockProps) {
  const { runs, models, chosen, budget, stopped, onlyThisThread, hint, text, prompts, ...rest } = props;
  const { attaching, raiser, thread, ...composer } = rest;
  const { ask, current } = useThreadActions();
  const { quote } = attaching;
  const blocked = blockedBy(attaching.files, chosen.model);
  const online = useOnline();
  const isUnshared = composer.assistant?.isVisible === false;
  const free = models.find((option) => option.free);
  function pick(id: string) {
    runs.setProblem(null);
    chosen.pick(id);
  }

  const running = runs.running !== undefined;
  const words = useMemo(() => {
    if (stopped) return { input: null, most: stopped.left };
    if (isUnshared) return { input: null, most: "not shared with you any more: choose another assistant" };
    return quote && composerWords(quote, text, { budget, models, running });
  }, [stopped, isUnshared, quote, text, budget, models, running]);

  return (
    <div className="mx-auto w-full max-w-[792px] shrink-0 space-y-3 px-4 pt-1 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
      {attaching.dropping.isOver && <DropOverlay />}
      <Notice
        runs={runs}
        online={online}
        budget={budget}
        stopped={stopped}
        onlyThisThread={onlyThisThread}
        raiser={raiser}
        onLimit={thread && (() => ask({ kind: "limit", thread: current(thread) }))}
        onFreeModel={free && free.id !== chosen.model?.id ? () => pick(free.id) : null}
        onTryAgain={
          runs.isProblemOfSend && (text.trim() || attaching.files.length > 0) ? composer.onSend : null
        }
      />
      {hint}
      {budget?.foot && <BudgetLine foot={budget.foot} />}
      <div className="relative">
        <PromptSlot input={composer.input} actions={prompts} isAdmin={raiser.isAdmin} />
        <Composer
          {...composer}
          text={text}
          running={running}
          paused={stopped && pausedWords(stopped, onlyThisThread)}
          models={models}
          model={chosen.model}
          onPickModel={pick}
          quote={words}
          attaching={{
            ...attaching,
            chips: attaching.files.length > 0 && (
              <Chips
                files={attaching.files}
                note={blocked || null}
                onRemove={attaching.remove}
                onRetry={attaching.retry}
                onInsert={(file) => void attaching.insert(file)}
              />
            ),
            hasFiles: attaching.files.length > 0,
            isBlocked: blocked !== null || !online,
          }}
        />
      </div>
    </div>
  );
}

function pausedWords({ paused }: BudgetLimit, onlyThisThread: boolean): string {
  return onlyThisThread
    ? "This thread is too long for what is left of the budget"
    : `Sending is paused ${paused.until}`;
}

type NoticeProps = Pick<DockProps, "runs" | "budget" | "stopped" | "onlyThisThread" | "raiser"> & {
  onLimit: (() => void) | null;
  online: boolean;
  onFreeModel: (() => void) | null;
  onTryAgain: (() => void) | null;
};

/** One notice at a time, the most pressing. */
function Notice(props: NoticeProps) {
  const { runs, online, budget, stopped, onlyThisThread, raiser, onTryAgain, ...ways } = props;
  const { problem } = runs;
  if (problem?.code === "budget_exceeded") {
    return <RefusedNotice {...ways} {...{ problem, raiser }} paused={stopped !== null} />;
  }
  if (stopped && onlyThisThread) return <TooLongNotice {...ways} limit={stopped} />;
  if (stopped) return <PausedNotice {...ways} limit={stopped} />;
  if (!online) return <OfflineNotice />;
  if (problem) return <ProblemNotice problem={problem} onTryAgain={onTryAgain} />;
  if (budget?.warning) return <BudgetWarning words={budget.warning} />;
  return null;
}
