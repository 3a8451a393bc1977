import { clockTime, longDay } from "@/components/shell/clock-words";
import type { ShownShare } from "@/components/threads/details/types";
import type { ThreadShare } from "@/lib/assistants/types";
import { getEnv } from "@/lib/env";

/** A share as the browser gets it. */
export function toShownShare({ shareId, token, sharedAt, isUpToNow }: ThreadShare): ShownShare {
  return { shareId, path: `/shared/${token}`, sharedAt: instantWords(sharedAt), isUpToNow };
}

/** "22 November 2026, 14:05" on the organisation's clock. */
export function instantWords(instant: Date): string {
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const year = new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(instant);
  return `${longDay(instant, timeZone)} ${year}, ${clockTime(instant, timeZone)}`;
}
