import { useEffect, useState } from "react";
import { useMessageTools } from "./message-tools";

type Selected = { text: string; left: number; top: number };

/** A selection is looked at once it has rested so long, so that nothing jumps about while it is drawn. */
const RESTS_MS = 120;
const BELOW_PX = 8;
/** Half of the button, and room to the edge of the window. */
const FROM_EDGE_PX = 48;

/** A button at what is selected in the conversation, which takes it over into the draft. */
export function SelectionQuote() {
  const acts = useMessageTools();
  const [selected, setSelected] = useState<Selected | null>(null);

  useEffect(() => {
    let timer: number | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setSelected(readSelection()), RESTS_MS);
    };
    document.addEventListener("selectionchange", look);
    // What scrolls inside of the page does not bubble.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", look);
      document.removeEventListener("scroll", look, { capture: true });
    };
  }, []);

  if (!acts || !selected) return null;
  const { text, left, top } = selected;
  return (
    <button
      type="button"
      style={{ left, top }}
      // The selection must outlive the press.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        getSelection()?.removeAllRanges();
        setSelected(null);
        acts.quote(text);
      }}
      className="fixed z-30 -translate-x-1/2 rounded-full border border-line bg-card px-3 py-1 font-medium text-sm shadow-soft hover:bg-hover pointer-coarse:py-2"
    >
      Quote
    </button>
  );
}

/** What is selected within messages, and where it ends; null where nothing is. */
function readSelection(): Selected | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = selection.toString().trim();
  if (!text || !isInMessage(range.startContainer) || !isInMessage(range.endContainer)) return null;
  const { left, width, bottom } = range.getBoundingClientRect();
  const log = range.startContainer.parentElement?.closest("[role=log]")?.getBoundingClientRect();
  return {
    text,
    left: Math.min(Math.max(left + width / 2, FROM_EDGE_PX), innerWidth - FROM_EDGE_PX),
    top: Math.min(bottom + BELOW_PX, (log?.bottom ?? innerHeight) - FROM_EDGE_PX),
  };
}

function isInMessage(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("[role=log] article") != null;
}
