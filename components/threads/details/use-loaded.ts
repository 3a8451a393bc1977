import { useEffect, useEffectEvent, useState } from "react";
import type { ActionResult } from "@/lib/errors";
import { callAction } from "../call-action";

export type Loaded<T> = { data: T | null; failure: string | null; set: (data: T) => void };

/** Asks the server once, when what shows it appears. */
export function useLoaded<T>(call: () => Promise<ActionResult<T>>): Loaded<T> {
  const [data, set] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const load = useEffectEvent(async (isWanted: () => boolean) => {
    const result = await callAction(call);
    if (!isWanted()) return;
    if (result.ok) set(result.data);
    else setFailure(result.message);
  });

  useEffect(() => {
    let wanted = true;
    void load(() => wanted);
    return () => {
      wanted = false;
    };
  }, []);
  return { data, failure, set };
}
