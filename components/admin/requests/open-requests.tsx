"use client";

import { createContext, type ReactNode, useContext } from "react";

const OpenRequests = createContext(0);

/** Tells the pages of admins how many requests for budget wait. */
export function OpenRequestsProvider({ count, children }: { count: number; children: ReactNode }) {
  return <OpenRequests value={count}>{children}</OpenRequests>;
}

/** How many requests wait, beside the link to them; nothing for none. */
export function OpenRequestsCount() {
  const count = useContext(OpenRequests);
  if (count === 0) return null;
  return (
    <span className="ml-0.5 rounded-full bg-accent px-1.5 py-px text-on-accent text-xs tabular-nums">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> open</span>
    </span>
  );
}
