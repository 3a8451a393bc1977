import { type RefObject, useEffect, useEffectEvent } from "react";

/** Does something once an element is near the screen, and once more for another `subject`. */
export function useOnceNear(
  element: RefObject<Element | null>,
  wanted: boolean,
  subject: string,
  act: () => void,
): void {
  const onNear = useEffectEvent(act);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is to be acted on anew.
  useEffect(() => {
    if (!element.current || !wanted) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        onNear();
      },
      { rootMargin: "200px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, wanted, subject]);
}
