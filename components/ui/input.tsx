import type { ComponentProps } from "react";
import { cn } from "./cn";

export const controlStyles =
  "w-full rounded-control border border-edge/60 bg-card px-3 text-ink transition-colors hover:border-edge aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60";

/** A file field: its button looks like the others. */
export const fileStyles =
  "block w-full min-w-0 text-sm file:mr-3 file:h-8 file:cursor-pointer file:rounded-control file:border file:border-line file:bg-card file:px-3 file:font-medium file:text-ink hover:file:bg-hover";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlStyles, "h-10", className)} {...props} />;
}
