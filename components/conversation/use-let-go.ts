import { type RefObject, useLayoutEffect } from "react";

const AWAY_PX = 70;

/**
 * Whoever is taken up in the log, by the browser's own search or by a script, stays there. Where older messages get
 * their true height at the same moment, sticking to the end takes the way up for a change of size.
 */
export function useLetGo(log: RefObject<HTMLElement | null>, letGo: () => void): void {
  // Not a plain effect: whoever scrolls between the commit and that would be taken back to the end.
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    // The first paint was at the end: who is above it by now went there before the page listened.
    if (element.scrollTop > 0 && distanceToEnd(element) > AWAY_PX) letGo();
    let last = element.scrollTop;
    const onScroll = () => {
      const { scrollTop } = element;
      if (scrollTop < last - 1 && distanceToEnd(element) > AWAY_PX) letGo();
      last = scrollTop;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [log, letGo]);
}

const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight;
