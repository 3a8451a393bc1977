import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** A word that acts, at the end of an answer's line. */
export function QuietButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn("rounded-md px-1.5 py-0.5 font-medium hover:bg-hover hover:text-ink", className)}
      {...props}
    />
  );
}
