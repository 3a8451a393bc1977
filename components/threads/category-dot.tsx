import { cn } from "@/components/ui/cn";
import type { CategoryColour } from "@/lib/assistants/types";
import { COLOUR_STYLES } from "./category-colours";

/** A category's colour; its name stands beside it or is read out. */
export function CategoryDot({ colour, className }: { colour: CategoryColour; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("inline-block size-2 shrink-0 rounded-full", COLOUR_STYLES[colour], className)}
    />
  );
}
