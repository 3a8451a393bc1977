import { type RefObject, useEffect } from "react";

const AWAY_PX = 70;

/**
 * Whoever is taken up in the log, by the browser's own search or by a script, stays there. Where older messages get
 * their true height at the same moment, sticking to the end takes the way up for a change of size.
 */
export function useLetGo(log: RefObject<HTMLElement | null>, letGo: () => void): void {
  useEffect(() => {
    const element = log.current;
    if (!element) return;
    let last = element.scrollTop;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      if (scrollTop < last - 1 && scrollHeight - scrollTop - clientHeight > AWAY_PX) letGo();
      last = scrollTop;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [log, letGo]);
}
