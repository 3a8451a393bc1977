import { longDay, timeUntil } from "@/components/shell/clock-words";
import type { OldRow } from "@/components/threads/old-row";
import type { DeletedThreadPage, OldThread } from "@/lib/assistants/types";
import { formatAbout } from "@/lib/money";

type Place = { timeZone: string; now: Date };

/** A thread that will be deleted. */
export function toDeletingRow(thread: OldThread, place: Place): OldRow {
  const last = `Last active on ${dayWithYear(thread.lastActivityAt, place)}`;
  const archived = thread.archived ? ["archived"] : [];
  return { ...named(thread), facts: [last, ...archived, costOf(thread)] };
}

/** A deleted thread that can still be restored. */
export function toDeletedRow(thread: DeletedThreadPage["threads"][number], place: Place): OldRow {
  const deleted = `Deleted ${thread.byAge ? "for its age " : ""}on ${longDay(thread.at, place.timeZone)}`;
  return {
    ...named(thread),
    facts: [deleted, `erased in ${timeUntil(thread.erasedAt, place.now)}`, costOf(thread)],
  };
}

function named({ id, title }: OldThread) {
  return { id, title: title || "New thread" };
}

function costOf({ costPicoUsd, costIsExact }: OldThread): string {
  return formatAbout(costPicoUsd, costIsExact);
}

function dayWithYear(instant: Date, { timeZone }: Place): string {
  const options = { timeZone, day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(instant);
}
