import { type RefObject, useLayoutEffect } from "react";

/** Older messages get their true height only once they are near the screen, and move the one that is shown. */
const FRAMES = 3;
const AT_END_PX = 40;

/** Where a reader was in a thread: a message, and how far its top lay above that of the log, in CSS px. */
type Place = { messageId: string; abovePx: number };

/** Kept while the page lives. */
const places = new Map<string, Place>();

/** Who comes back to a thread finds it where they left it; a thread that was left at its end shows its end. */
export function useKeptPlace(
  log: RefObject<HTMLElement | null>,
  { thread, letGo }: { thread: string; letGo: () => void },
): void {
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const place = location.hash ? undefined : places.get(thread);
    let frame = 0;
    const show = (left: number) => {
      if (place) showPlace(element, place);
      if (left > 0) frame = requestAnimationFrame(() => show(left - 1));
    };
    if (place) {
      letGo();
      show(FRAMES);
    }
    return () => {
      cancelAnimationFrame(frame);
      const now = placeIn(element);
      if (now) places.set(thread, now);
      else places.delete(thread);
    };
  }, [log, thread, letGo]);
}

function showPlace(log: HTMLElement, { messageId, abovePx }: Place): void {
  const message = document.getElementById(messageId);
  if (!message) return;
  log.scrollTop += message.getBoundingClientRect().top - log.getBoundingClientRect().top + abovePx;
}

/** The first message in view; null at the end. */
function placeIn(log: HTMLElement): Place | null {
  if (log.scrollHeight - log.scrollTop - log.clientHeight <= AT_END_PX) return null;
  const top = log.getBoundingClientRect().top;
  for (const message of log.querySelectorAll("article[id]")) {
    const box = message.getBoundingClientRect();
    if (box.bottom > top) return { messageId: message.id, abovePx: top - box.top };
  }
  return null;
}
