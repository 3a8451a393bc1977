import { Bot, ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ThreadAssistant } from "@/lib/assistants/types";
import type { Choosable, ConversationActions } from "./view";

export type AssistantPickerProps = {
  assistant: ThreadAssistant | null;
  list: ConversationActions["listChoosable"];
  onPick: (next: Choosable | null) => void;
};

/** What the menu shows: the assistants, or why they could not be read. */
export type Offer = { assistants: Choosable[]; isAll: boolean; problem: string | null };

export function pillLabel(assistant: ThreadAssistant | null): string {
  return `Assistant: ${assistant?.name ?? "none"}`;
}

export function pillStyles(assistant: ThreadAssistant | null): string {
  return cn(
    "inline-flex h-7.5 min-w-0 shrink items-center gap-1.5 rounded-full border border-line px-2.5 text-muted text-sm transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
    assistant?.isVisible === false && "border-warn text-warn hover:text-warn",
  );
}

/** On a phone the icon alone, in colour where there is an assistant: model and price need the room. */
export function PillWords({ assistant }: { assistant: ThreadAssistant | null }) {
  return (
    <>
      <Bot
        aria-hidden
        className={cn("size-3.5 shrink-0", assistant?.isVisible && "max-sm:size-4 max-sm:text-accent")}
      />
      <span className="max-w-44 truncate font-medium max-sm:hidden">{assistant?.name ?? "No assistant"}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
    </>
  );
}
