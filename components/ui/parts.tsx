import type { ReactNode } from "react";
import { cn } from "./cn";

type PartsProps = { parts: readonly ReactNode[]; className?: string };

/** Words beside each other with a dot between them; where a line breaks, no dot is left hanging. */
export function Parts({ parts, className }: PartsProps) {
  return (
    <span className={cn("block overflow-hidden", className)}>
      {/* The dot of the first part of every line lies left of the edge, and is cut off there. */}
      <span className="-ml-3 flex flex-wrap">
        {parts.map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line have no other name.
          <span key={place} className="relative pl-3 before:absolute before:left-1 before:content-['·']">
            {part}{" "}
          </span>
        ))}
      </span>
    </span>
  );
}
