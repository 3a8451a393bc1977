"use client";

import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";
import { OldList } from "./old-list";
import type { OldRow } from "./old-row";
import { threadsWords } from "./old-words";
import { sentenceAbout } from "./undo";
import { useChosen } from "./use-chosen";

type Act<I, T = unknown> = (input: I) => Promise<ActionResult<T>>;
type Threads = { threadIds: string[] };

export type DeletingActions = {
  keep: Act<Threads>;
  keepAll: Act<undefined, { kept: number }>;
  pin: Act<Threads>;
};

type DeletingThreadsProps = { rows: OldRow[]; count: number; actions: DeletingActions };

/** Threads that will be deleted for their age, and what saves them. */
export function DeletingThreads({ rows, count, actions }: DeletingThreadsProps) {
  const { list, shown, chosen, choose, chooseAll, act } = useChosen(rows);
  const keep = (kept: readonly OldRow[]) =>
    act({
      rows: kept,
      call: () => actions.keep(idsOf(kept)),
      done: () => `${sentenceAbout(kept, "kept")}.`,
    });
  const pin = (pinned: readonly OldRow[]) =>
    act({
      rows: pinned,
      call: () => actions.pin(idsOf(pinned)),
      done: () => `${sentenceAbout(pinned, "pinned")}.`,
    });
  const keepAll = () =>
    act({
      rows: shown,
      call: () => actions.keepAll(undefined),
      done: ({ kept }) => `${threadsWords(kept)} ${kept === 1 ? "is" : "are"} kept.`,
    });

  return (
    <>
      <Button variant="outline" size="sm" onClick={keepAll}>
        {count === 1 ? "Keep it" : `Keep all ${count.toLocaleString("en-US")}`}
      </Button>
      <OldList
        ref={list}
        label="Threads to be deleted"
        rows={shown}
        chosen={chosen}
        onChoose={choose}
        onChooseAll={chooseAll}
        opens
        rowActions={(row) => <Choices rows={[row]} of={` ${row.title}`} onKeep={keep} onPin={pin} />}
        bulkActions={<Choices rows={chosen} of=" chosen" onKeep={keep} onPin={pin} />}
      />
    </>
  );
}

type ChoicesProps = {
  rows: readonly OldRow[];
  /** What is said after the button's word to tell it from the others. */
  of: string;
  onKeep: (rows: readonly OldRow[]) => void;
  onPin: (rows: readonly OldRow[]) => void;
};

function Choices({ rows, of, onKeep, onPin }: ChoicesProps) {
  const ids = new URLSearchParams([["format", "json"], ...rows.map(({ id }) => ["id", id])]);
  return (
    <>
      <Button variant="outline" size="sm" aria-label={`Keep${of}`} onClick={() => onKeep(rows)}>
        Keep
      </Button>
      <Button variant="ghost" size="sm" aria-label={`Pin${of}`} onClick={() => onPin(rows)}>
        Pin
      </Button>
      <Button asChild variant="ghost" size="sm">
        <a href={`/api/threads/export?${ids}`} download aria-label={`Export${of}`}>
          Export
        </a>
      </Button>
    </>
  );
}

function idsOf(rows: readonly OldRow[]): Threads {
  return { threadIds: rows.map(({ id }) => id) };
}
