import { useEffect, useLayoutEffect, useReducer, useRef } from "react";

/** Older messages get their true height only once they are near the screen, and move the one that is shown. */
const FRAMES = 3;

type Given = {
  /** The end of the thread does not pull anybody away from what they came for. */
  letGo: () => void;
  /** Told once of a message that is not on the page: it may be on another branch. */
  onMissing: (messageId: string) => void;
};

/** Who comes for one message, `/threads/<id>#<message id>`, sees that one, as soon as it is on the page. */
export function useMessageInAddress({ letGo, onMissing }: Given): void {
  const seen = useRef<string | null>(null);
  const missed = useRef<string | null>(null);
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);

  useEffect(() => {
    // The page stays the same for another message of its thread. A refresh replaces the entry and is no arrival.
    const onEntry = ({ navigationType }: NavigationCurrentEntryChangeEvent) => {
      if (navigationType !== "push" && navigationType !== "traverse") return;
      seen.current = null;
      missed.current = null;
      lookAgain();
    };
    const { navigation } = window;
    navigation?.addEventListener("currententrychange", onEntry);
    return () => navigation?.removeEventListener("currententrychange", onEntry);
  }, []);

  useLayoutEffect(() => {
    const id = location.hash.slice(1);
    if (!id || id === seen.current) return;
    if (document.getElementById(id)) {
      seen.current = id;
      letGo();
      keepInView(id, FRAMES);
    } else if (id !== missed.current) {
      missed.current = id;
      onMissing(id);
    }
  });
}

/** Who goes elsewhere in the thread has done with the message that they came for. */
export function forgetMessageInAddress(): void {
  if (location.hash) history.replaceState(null, "", location.pathname);
}

function keepInView(id: string, frames: number): void {
  document.getElementById(id)?.scrollIntoView();
  if (frames > 0) requestAnimationFrame(() => keepInView(id, frames - 1));
}
