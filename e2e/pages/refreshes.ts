import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";

/** Holds what the page reads anew of itself, as a slow connection does; actions pass. Returns what lets go. */
export async function holdRefreshes(page: Page): Promise<() => unknown> {
  const gate = new EventEmitter();
  const released = once(gate, "open");
  await page.route(
    (url) => url.searchParams.has("_rsc"),
    async (route) => {
      await released;
      await route.continue();
    },
  );
  return () => gate.emit("open");
}
