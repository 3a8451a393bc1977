import { cn } from "./cn";

/** Two characters of a name: its trailing number if it has one ("Member 07" → 07), else its initials. */
export function initialsOf(name: string): string {
  const number = /(\d{1,2})\s*$/.exec(name)?.[1];
  if (number) return number;
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** Decoration: the name stands beside it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent text-xs",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
