import { useLayoutEffect } from "react";

/** Older messages get their true height only once they are near the screen, and move the one that is shown. */
const FRAMES = 3;

/** Who comes for one message, `/threads/<id>#<message id>`, sees that one; the end of the thread does not pull them away. */
export function useMessageInAddress(letGo: () => void): void {
  useLayoutEffect(() => {
    const id = location.hash.slice(1);
    if (!id || !document.getElementById(id)) return;
    letGo();
    let frame = 0;
    const show = (left: number) => {
      document.getElementById(id)?.scrollIntoView();
      if (left > 0) frame = requestAnimationFrame(() => show(left - 1));
    };
    show(FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [letGo]);
}
