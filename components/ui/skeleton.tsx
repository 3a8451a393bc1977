import { cn } from "./cn";

/** A grey box of the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-lg bg-hover", className)} />;
}
