import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { NEW_THREAD } from "./live-threads";
import { newThreadAddress } from "./new-thread-address";
import type { ShownThread } from "./view";

const PARAMETER = "temporary";

/** Whether the thread that begins here shall be temporary: the address says so, and keeps it through a reload. */
export function useTemporaryAsked(): { on: boolean; toggle: () => void } {
  const inAddress = useSearchParams().has(PARAMETER);
  // While the page begins, the router does not hear yet of a change of the address.
  const [asked, setAsked] = useState({ inAddress, on: inAddress });
  if (asked.inAddress !== inAddress) setAsked({ inAddress, on: inAddress });
  const on = asked.inAddress === inAddress ? asked.on : inAddress;

  function toggle() {
    setAsked({ inAddress, on: !on });
    history.replaceState(null, "", newThreadAddress(location.search, { temporary: !on }));
  }
  return { on, toggle };
}

/** Whether the thread is temporary, also between its first message and its page, when the address is another one. */
export function useTemporary(
  thread: ShownThread | null,
  { asked, slot }: { asked: boolean; slot: string },
): boolean {
  const [begun, setBegun] = useState(asked);
  if (slot === NEW_THREAD && begun !== asked) setBegun(asked);
  return thread?.temporary ?? (slot === NEW_THREAD ? asked : begun);
}
