"use client";

import { Button } from "@/components/ui/button";
import { OldList } from "./old-list";
import type { OldRow } from "./old-row";
import type { ThreadServerActions } from "./thread-server-actions";
import { sentenceAbout } from "./undo";
import { useChosen } from "./use-chosen";

type DeletedThreadsProps = { rows: OldRow[]; restore: ThreadServerActions["restoreThreads"] };

/** Deleted threads that can still be brought back. */
export function DeletedThreads({ rows, restore }: DeletedThreadsProps) {
  const { list, shown, chosen, choose, chooseAll, act } = useChosen(rows);
  const bringBack = (back: readonly OldRow[]) =>
    act({
      rows: back,
      call: () => restore({ threadIds: back.map(({ id }) => id) }),
      done: () => `${sentenceAbout(back, "restored")}.`,
    });
  const button = (back: readonly OldRow[], of: string) => (
    <Button variant="outline" size="sm" aria-label={`Restore ${of}`} onClick={() => bringBack(back)}>
      Restore
    </Button>
  );

  return (
    <OldList
      ref={list}
      label="Deleted threads"
      rows={shown}
      chosen={chosen}
      onChoose={choose}
      onChooseAll={chooseAll}
      opens={false}
      rowActions={(row) => button([row], row.title)}
      bulkActions={button(chosen, "chosen")}
    />
  );
}
