import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { blankBefore, blankFrom } from "./blanks";
import { selectPart } from "./write-into";

type Field = RefObject<HTMLTextAreaElement | null>;

/**
 * Leads from blank to blank of what was inserted: Tab goes on and Shift+Tab back, as long as there is one; otherwise,
 * and after Escape or once the field was left, Tab leaves the field as ever. `isNew` until the first step.
 */
export function useBlanks(input: Field) {
  const isFilling = useRef(false);
  const [isNew, setIsNew] = useState(false);

  const stop = useCallback(() => {
    isFilling.current = false;
    setIsNew(false);
  }, []);

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const onInput = () => {
      if (field.value === "") stop();
    };
    field.addEventListener("input", onInput);
    field.addEventListener("blur", stop);
    return () => {
      field.removeEventListener("input", onInput);
      field.removeEventListener("blur", stop);
    };
  }, [input, stop]);

  /** Selects the first blank of what was put there; false where it has none. */
  function begin(field: HTMLTextAreaElement, inserted: { start: number; end: number }): boolean {
    const first = blankFrom(field.value, inserted.start);
    if (!first || first.end > inserted.end) return false;
    selectPart(field, first);
    isFilling.current = true;
    setIsNew(true);
    return true;
  }

  /** Whether a key was one for the blanks. */
  function onKey(field: HTMLTextAreaElement, { key, shiftKey }: KeyboardEvent): boolean {
    if (!isFilling.current || (key !== "Tab" && key !== "Escape")) return false;
    const next = shiftKey
      ? blankBefore(field.value, field.selectionStart)
      : blankFrom(field.value, field.selectionEnd);
    if (key === "Escape" || !next) {
      stop();
      return key === "Escape";
    }
    setIsNew(false);
    selectPart(field, next);
    return true;
  }

  return { isNew, begin, onKey };
}
