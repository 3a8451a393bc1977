"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { counted } from "@/components/charts/words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Category } from "@/lib/assistants/types";
import { CategoryDot } from "../category-dot";
import type { ThreadServerActions } from "../thread-server-actions";
import { CategoryForm } from "./category-form";
import { DeleteCategory } from "./delete-category";
import type { DetailActions } from "./types";
import { useLoaded } from "./use-loaded";

type CategoriesDialogProps = {
  categories: Category[];
  actions: Pick<DetailActions, "countCategories" | "deleteCategory"> &
    Pick<ThreadServerActions, "saveCategory">;
  onClose: () => void;
};

/** What is open in the dialog: nothing, a new category, or one that is changed or about to be deleted. */
type Open = { kind: "none" } | { kind: "new" } | { kind: "change" | "delete"; id: string };

const COUNTED_MAX = 1_000;

/** The member's categories by name, with how many threads each has. */
export function CategoriesDialog({ categories, actions, onClose }: CategoriesDialogProps) {
  const { data: counts, failure } = useLoaded(() => actions.countCategories({}));
  const [open, setOpen] = useState<Open>({ kind: "none" });
  const close = () => setOpen({ kind: "none" });
  const threadsIn = ({ id }: Category) => counts?.find(({ categoryId }) => categoryId === id)?.threads ?? 0;

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Categories">
      <div className="space-y-4">
        {failure && <Alert tone="bad">{failure}</Alert>}
        {categories.length === 0 && (
          <p className="text-muted text-sm">
            A category is a drawer of your own for threads. Make the first one.
          </p>
        )}
        <ul aria-label="Categories" className="divide-y divide-line">
          {categories.map((category) => (
            <li key={category.id} className="py-2">
              {open.kind === "change" && open.id === category.id ? (
                <CategoryForm category={category} save={actions.saveCategory} onDone={close} />
              ) : (
                <CategoryRow
                  category={category}
                  size={counts && sizeWords(threadsIn(category))}
                  onChange={() => setOpen({ kind: "change", id: category.id })}
                  onDelete={() => setOpen({ kind: "delete", id: category.id })}
                />
              )}
              {open.kind === "delete" && open.id === category.id && (
                <DeleteCategory
                  category={category}
                  threads={threadsIn(category)}
                  remove={actions.deleteCategory}
                  onDone={close}
                />
              )}
            </li>
          ))}
        </ul>
        {open.kind === "new" ? (
          <CategoryForm category={null} save={actions.saveCategory} onDone={close} />
        ) : (
          <Button variant="outline" size="sm" onClick={() => setOpen({ kind: "new" })}>
            <Plus aria-hidden />
            New category
          </Button>
        )}
      </div>
    </Dialog>
  );
}

type CategoryRowProps = {
  category: Category;
  /** "12 threads"; null until it is known. */
  size: string | null;
  onChange: () => void;
  onDelete: () => void;
};

function CategoryRow({ category: { name, colour }, size, onChange, onDelete }: CategoryRowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <CategoryDot colour={colour} className="size-2.5" />
      <span className="min-w-0 break-words font-medium">{name}</span>
      <span className="text-muted text-sm">{size}</span>
      <span className="ml-auto flex gap-1">
        <Button variant="ghost" size="sm" aria-label={`Change ${name}`} onClick={onChange}>
          Change
        </Button>
        <Button variant="ghost" size="sm" aria-label={`Delete ${name}`} onClick={onDelete}>
          Delete
        </Button>
      </span>
    </div>
  );
}

function sizeWords(threads: number): string {
  return threads >= COUNTED_MAX ? "1,000 threads and more" : counted(threads, "thread");
}
