import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import type { Saved } from "../use-submit";

/** What an act on the selected rows answers. `undo` is what takes it back; left out where nothing is to be taken back. */
export type BulkDone<U> = Saved & { undo?: U | undefined };

export type Undo<U> = (input: U) => Promise<ActionResult<unknown>>;

/** Says what was done, with the way back where there is one. */
export function sayBulk<U>({ message, undo: input }: BulkDone<U>, undo: Undo<U> | undefined): void {
  if (!undo || input === undefined) return void toast.success(message);
  const takeBack = async () => {
    const result = await undo(input);
    if (result.ok) toast.success(wordsOf(result.data) ?? "Undone.");
    else toast.error(result.message);
  };
  toast.success(message, { action: { label: "Undo", onClick: takeBack }, duration: 10_000 });
}

/** What could not be taken back is told by who took back the rest. */
function wordsOf(data: unknown): string | null {
  const said = typeof data === "object" && data !== null && "message" in data ? data.message : null;
  return typeof said === "string" ? said : null;
}
