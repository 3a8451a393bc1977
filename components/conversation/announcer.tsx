import { useEffect, useRef, useState } from "react";
import type { Exchanges } from "./exchanges";

const SHOWN_MS = 1000;

/** Reads a finished answer to a screen reader once, and leaves no second copy of it on the page. */
export function Announcer({ exchanges }: { exchanges: Exchanges }) {
  const [words, setWords] = useState("");
  const said = useRef(new Set<string>());
  const finished = exchanges.find(({ key, outcome }) => outcome && !said.current.has(key));

  useEffect(() => {
    if (!finished?.outcome) return;
    said.current.add(finished.key);
    setWords(finished.outcome.error?.message ?? finished.outcome.text);
  }, [finished]);

  useEffect(() => {
    if (!words) return;
    const timer = setTimeout(() => setWords(""), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
