import type { ComponentProps } from "react";
import { cn } from "./cn";

export const controlStyles =
  "w-full rounded-control border border-edge/60 bg-card px-3 text-ink transition-colors hover:border-edge aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlStyles, "h-10", className)} {...props} />;
}
