import type { RefObject } from "react";
import { toast } from "sonner";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import type { ShownItem } from "./exchanges";
import type { ShownMessage } from "./view";

type Given = {
  input: RefObject<HTMLTextAreaElement | null>;
  items: ShownItem<ShownMessage>[];
  running: boolean;
  onStop: () => void;
};

/** What keys do in a thread, wherever the focus is. */
export function useThreadKeys({ input, items, running, onStop }: Given): void {
  useShortcut("focusComposer", () => input.current?.focus());
  useShortcut("stop", () => {
    if (!running) return false;
    onStop();
  });
  useShortcut("copyAnswer", () => {
    const text = lastAnswerOf(items);
    if (!text) return false;
    navigator.clipboard.writeText(text).then(
      () => toast.success("The last answer is copied."),
      () => toast.error("The browser did not let it be copied: select the text instead."),
    );
  });
}

function lastAnswerOf(items: ShownItem<ShownMessage>[]): string {
  for (const item of items.toReversed()) {
    if (item.kind === "answer") return item.exchange.text;
    if (item.kind === "stored" && item.message.role === "assistant") return item.message.content;
  }
  return "";
}
