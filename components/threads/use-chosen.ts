import { startTransition, useOptimistic, useRef, useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import { callAction } from "./call-action";
import type { OldRow } from "./old-row";
import { announceChange } from "./other-tabs";

export type OldAct<T = unknown> = {
  rows: readonly OldRow[];
  call: () => Promise<ActionResult<T>>;
  /** What is said once it is done. */
  done: (answer: T) => string;
};

/** Rows that can be chosen, and that go as soon as something is done to them. */
export function useChosen(rows: readonly OldRow[]) {
  const list = useRef<HTMLUListElement>(null);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [gone, addGone] = useOptimistic<ReadonlySet<string>, readonly OldRow[]>(
    new Set(),
    (known, more) => new Set([...known, ...more.map(({ id }) => id)]),
  );
  const shown = rows.filter(({ id }) => !gone.has(id));
  const chosen = shown.filter(({ id }) => ids.has(id));

  function choose(id: string, isChosen: boolean) {
    const next = new Set(ids);
    if (isChosen) next.add(id);
    else next.delete(id);
    setIds(next);
  }

  function act<T>({ rows: acted, call, done }: OldAct<T>) {
    startTransition(async () => {
      addGone(acted);
      // The button that was pressed goes with its row.
      list.current?.focus();
      const result = await callAction(call);
      if (!result.ok) return void toast.error(result.message);
      announceChange();
      toast(done(result.data));
    });
  }

  return {
    list,
    shown,
    chosen,
    choose,
    act,
    chooseAll: (all: boolean) => setIds(new Set(all ? rows.map(({ id }) => id) : [])),
  };
}
