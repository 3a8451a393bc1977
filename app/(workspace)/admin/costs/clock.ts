import { getEnv } from "@/lib/env";
import type { Clock } from "./address";

/** Now, in the organisation's zone. */
export function getClock(): Clock {
  return { now: new Date(), timeZone: getEnv().ORG_TIME_ZONE };
}
