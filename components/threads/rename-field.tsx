import { type KeyboardEvent, useEffect, useRef } from "react";
import { TITLE_LENGTH_MAX } from "./title";

type RenameFieldProps = {
  title: string;
  /** Gets the new title, or null when nothing is to change, and whether a key has ended it. */
  onDone: (title: string | null, byKey: boolean) => void;
};

/** A title edited in place: Enter or leaving it keeps, Escape gives up. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  useEffect(() => input.current?.select(), []);

  function finish(keep: boolean, byKey: boolean) {
    if (done.current) return;
    done.current = true;
    const typed = input.current?.value.trim() ?? "";
    onDone(keep && typed && typed !== title ? typed : null, byKey);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") finish(true, true);
    if (event.key === "Escape") finish(false, true);
  }

  return (
    <input
      ref={input}
      aria-label="Thread title"
      defaultValue={title}
      maxLength={TITLE_LENGTH_MAX}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true, false)}
      className="w-full min-w-0 rounded-lg border border-edge bg-card px-2 py-0.5"
    />
  );
}
