import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Trigger, triggerAt } from "./trigger";

/** What is asked for at the caret as somebody types; closed by `dismiss` until another stroke begins a line. */
export function useTrigger(input: RefObject<HTMLTextAreaElement | null>) {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const dismissedAt = useRef<number | null>(null);

  const dismiss = useCallback(() => {
    setTrigger((last) => {
      if (last) dismissedAt.current = last.start;
      return null;
    });
  }, []);

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const read = () => {
      const isCollapsed = field.selectionStart === field.selectionEnd;
      const found = isCollapsed ? triggerAt(field.value, field.selectionStart) : null;
      if (found === null || found.query === "") dismissedAt.current = null;
      return found?.start === dismissedAt.current ? null : found;
    };
    const onInput = () => setTrigger(read());
    // Going elsewhere closes it, and going back does not open it.
    const onMove = () =>
      setTrigger((last) => (last && document.activeElement === field ? keep(last, read()) : last));
    const onBlur = () => setTrigger(null);
    onInput();
    field.addEventListener("input", onInput);
    field.addEventListener("blur", onBlur);
    document.addEventListener("selectionchange", onMove);
    return () => {
      field.removeEventListener("input", onInput);
      field.removeEventListener("blur", onBlur);
      document.removeEventListener("selectionchange", onMove);
    };
  }, [input]);

  return { trigger, dismiss };
}

/** The same object as long as nothing about it changed, so that nothing is drawn anew. */
function keep(last: Trigger, now: Trigger | null): Trigger | null {
  return now && now.start === last.start && now.query === last.query ? last : now;
}
