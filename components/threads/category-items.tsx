import { Plus, SlidersHorizontal } from "lucide-react";
import {
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { CategoryDot } from "./category-dot";
import { useThreadActions } from "./thread-actions";
import type { OwnThread } from "./use-acts";

const NONE = "none";

type CategoryItemsProps = { threads: OwnThread[]; onNew: () => void; onManage: () => void };

/** The member's categories to put threads into, the one they are all in marked. */
export function CategoryItems({ threads, onNew, onManage }: CategoryItemsProps) {
  const { categories, categorise } = useThreadActions();
  const common = new Set(threads.map(({ categoryId }) => categoryId ?? NONE));
  const [only = ""] = common;

  function choose(value: string) {
    const category = categories.find(({ id }) => id === value) ?? null;
    categorise(threads, category);
  }

  return (
    <>
      <DropdownMenuRadioGroup value={common.size === 1 ? only : ""} onValueChange={choose}>
        <DropdownMenuRadioItem value={NONE}>None</DropdownMenuRadioItem>
        {categories.map((category) => (
          <DropdownMenuRadioItem key={category.id} value={category.id}>
            <span className="flex min-w-0 items-center gap-2.5">
              <CategoryDot colour={category.colour} />
              <span className="max-w-28 truncate sm:max-w-48">{category.name}</span>
            </span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onNew}>
        <Plus aria-hidden />
        New category…
      </DropdownMenuItem>
      {categories.length > 0 && (
        <DropdownMenuItem onSelect={onManage}>
          <SlidersHorizontal aria-hidden />
          Manage categories…
        </DropdownMenuItem>
      )}
    </>
  );
}
