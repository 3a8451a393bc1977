import { type RefObject, useEffect, useEffectEvent } from "react";

type Wanted = {
  element: RefObject<Element | null>;
  isWanted: boolean;
  /** Another one is acted on anew. */
  subject: string;
};

/** Does something once an element is near the screen. */
export function useOnceNear({ element, isWanted, subject }: Wanted, act: () => void): void {
  const onNear = useEffectEvent(act);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject is to be acted on anew.
  useEffect(() => {
    if (!element.current || !isWanted) return;
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
  }, [element, isWanted, subject]);
}
