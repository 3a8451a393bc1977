import type { Route } from "next";

type Wish = { assistant?: string | null; temporary?: boolean };

/** The address of a new thread as it is now, but for what is wished otherwise. */
export function newThreadAddress(search: string, wish: Wish): Route {
  const now = new URLSearchParams(search);
  const { assistant = now.get("assistant"), temporary = now.has("temporary") } = wish;
  const parts = [...(assistant ? [`assistant=${assistant}`] : []), ...(temporary ? ["temporary"] : [])];
  return parts.length > 0 ? `/?${parts.join("&")}` : "/";
}
