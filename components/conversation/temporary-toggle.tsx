import { Hourglass } from "lucide-react";
import { cn } from "@/components/ui/cn";

type TemporaryToggleProps = { pressed: boolean; onToggle: () => void };

/** Beside the title of an empty thread: what begins here can be kept out of the list, and not stay. */
export function TemporaryToggle({ pressed, onToggle }: TemporaryToggleProps) {
  return (
    <button
      type="button"
      aria-label="New temporary thread"
      aria-pressed={pressed}
      onClick={onToggle}
      className={cn(
        "inline-flex h-8 items-center gap-1.5 rounded-full border border-line px-3 text-muted text-sm hover:bg-hover hover:text-ink",
        pressed && "border-accent bg-accent-soft text-ink hover:bg-accent-soft",
      )}
    >
      <Hourglass aria-hidden className="size-3.5" />
      Temporary
    </button>
  );
}
