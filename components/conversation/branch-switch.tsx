import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import type { Branch } from "@/lib/assistants/types";

type BranchSwitchProps = {
  branch: Branch;
  /** The message that is being gone to, its branch not here yet. */
  going: string | null;
  /** Null while another branch cannot be chosen. */
  onChoose: ((messageId: string) => void) | null;
};

/** Leads to the other versions of a message. It stays under the pointer, however long the other branch is. */
export function BranchSwitch({ branch, going, onChoose }: BranchSwitchProps) {
  const group = useRef<HTMLSpanElement>(null);
  const topBefore = useRef<number | null>(null);
  const { index, count, previousId, nextId } = soon(branch, going);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what moved it is the other branch.
  useLayoutEffect(() => {
    const [before, after] = [topBefore.current, group.current?.getBoundingClientRect().top];
    if (going !== null || before === null || after === undefined) return;
    topBefore.current = null;
    group.current?.closest("[role=log]")?.scrollBy({ top: after - before, behavior: "instant" });
  }, [branch, going]);

  function go(messageId: string | null) {
    if (messageId === null || going !== null || !onChoose) return;
    topBefore.current = group.current?.getBoundingClientRect().top ?? null;
    onChoose(messageId);
  }

  return (
    <span ref={group} className="inline-flex items-center text-muted text-xs">
      <Step label="Previous version" to={previousId} onGo={go} off={!onChoose} />
      <span aria-live="polite">
        <span aria-hidden>{`${index}/${count}`}</span>
        <span className="sr-only">{`${index} of ${count}`}</span>
      </span>
      <Step label="Next version" to={nextId} onGo={go} off={!onChoose} />
    </span>
  );
}

/** The count as it will be, before the server has answered. */
function soon(branch: Branch, going: string | null): Branch {
  if (going === null) return branch;
  if (going === branch.previousId) return { ...branch, index: branch.index - 1 };
  return going === branch.nextId ? { ...branch, index: branch.index + 1 } : branch;
}

type StepProps = {
  label: "Previous version" | "Next version";
  to: string | null;
  onGo: (messageId: string | null) => void;
  off: boolean;
};

/** Not disabled at the end of the row: it would lose the focus of whoever has just pressed it. */
function Step({ label, to, onGo, off }: StepProps) {
  const Icon = label === "Previous version" ? ChevronLeft : ChevronRight;
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off || to === null}
      onClick={() => onGo(to)}
      className="inline-flex size-6 items-center justify-center rounded-md hover:bg-hover hover:text-ink aria-disabled:cursor-default aria-disabled:bg-transparent aria-disabled:text-muted aria-disabled:opacity-50"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
