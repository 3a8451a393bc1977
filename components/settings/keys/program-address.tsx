"use client";

import { useSyncExternalStore } from "react";

/** The origin of a page does not change. */
const subscribe = () => () => undefined;

/** Where programs find the API. The server does not know the address people open it by; the browser does. */
export function ProgramAddress() {
  const origin = useSyncExternalStore(
    subscribe,
    () => window.location.origin,
    () => "",
  );
  return <code className="wrap-anywhere font-mono text-ink">{`${origin}/v1`}</code>;
}
