import { SlidersHorizontal } from "lucide-react";
import { useEffect } from "react";
import { cn } from "@/components/ui/cn";
import { CategoryDot } from "./category-dot";
import { useThreadActions } from "./thread-actions";
import type { Filter } from "./use-threads";

/** A row of the categories that have threads; nothing where there are none. */
export function CategoryFilter({ filter }: { filter: Filter }) {
  const { categories, ask } = useThreadActions();
  const { categoryId, choose } = filter;
  const isGone = categoryId !== null && !categories.some(({ id }) => id === categoryId);

  useEffect(() => {
    if (isGone) choose(null);
  }, [isGone, choose]);

  const shown = categories.filter(({ id }) => filter.used.has(id) || id === filter.categoryId);
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and a legend that nobody needs to see.
    <div
      role="group"
      aria-label="Category"
      className="flex shrink-0 gap-1 overflow-x-auto px-2.5 pt-2 [scrollbar-width:none]"
    >
      {shown.map(({ id, name, colour }) => {
        const pressed = id === filter.categoryId;
        return (
          <button
            key={id}
            type="button"
            aria-pressed={pressed}
            onClick={() => filter.choose(pressed ? null : id)}
            className={cn(
              "-outline-offset-2 inline-flex max-w-36 shrink-0 items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5 text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:py-1.5",
              pressed && "border-accent bg-accent-soft text-ink hover:bg-accent-soft",
            )}
          >
            <CategoryDot colour={colour} />
            <span className="truncate">{name}</span>
          </button>
        );
      })}
      <button
        type="button"
        aria-label="Manage categories"
        title="Manage categories"
        onClick={() => ask({ kind: "categories" })}
        className="-outline-offset-2 inline-flex shrink-0 items-center rounded-full px-1.5 text-muted hover:bg-hover hover:text-ink pointer-coarse:px-2.5"
      >
        <SlidersHorizontal aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
