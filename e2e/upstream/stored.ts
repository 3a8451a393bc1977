import type { Ending, Wire } from "@/lib/providers/demo/wire";
import { type BookedCall, usageIn } from "./book";

/** `text` is what was generated so far. */
type Kept = { entry: BookedCall; wire: Wire; text: () => string; ending: Ending };

const STATUS_OF = { running: "in_progress", disconnected: "cancelled", cut: "failed" } as const;

/**
 * The responses that can be asked for by id, as `GET /v1/responses/{id}` gives them. The usage is the book's and is
 * there once the model has stopped, also where the client has left or was told nonsense.
 */
export function createStored() {
  const kept = new Map<string, Kept>();

  return {
    keep(response: Kept): void {
      if (response.entry.stored) kept.set(response.wire.id, response);
    },
    /** Null for one that is not known, or was not to be stored. */
    find(id: string): object | null {
      const found = kept.get(id);
      return found ? describe(found) : null;
    },
    reset: () => kept.clear(),
  };
}

export type Stored = ReturnType<typeof createStored>;

function describe({ entry, wire, text, ending }: Kept): object {
  const { outcome } = entry;
  const body = wire.body(ending, text(), outcome === "running" ? null : usageIn(entry));
  return outcome === "completed" || outcome === "refused" ? body : { ...body, status: STATUS_OF[outcome] };
}
