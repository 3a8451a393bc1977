"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { counted } from "@/components/charts/words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Category } from "@/lib/assistants/types";
import { callAction } from "../call-action";
import type { DetailActions } from "./types";

type DeleteCategoryProps = {
  category: Category;
  threads: number;
  remove: DetailActions["deleteCategory"];
  onDone: () => void;
};

/** Says first what becomes of its threads: which of them were in it is not known afterwards. */
export function DeleteCategory({ category: { id, name }, threads, remove, onDone }: DeleteCategoryProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function go() {
    startTransition(async () => {
      const result = await callAction(() => remove({ categoryId: id }));
      if (!result.ok) return setProblem(result.message);
      toast(`“${name}” is deleted.`);
      onDone();
    });
  }

  return (
    <fieldset className="mt-2 rounded-control bg-panel p-3 text-sm">
      <legend className="sr-only">{`Delete ${name}?`}</legend>
      {problem && <Alert tone="bad">{problem}</Alert>}
      <p>{stayWords(threads)}</p>
      <div className="mt-2.5 flex justify-end gap-2">
        <Button variant="ghost" size="sm" autoFocus onClick={onDone}>
          Keep it
        </Button>
        <Button variant="danger" size="sm" pending={pending} onClick={go}>
          Delete category
        </Button>
      </div>
    </fieldset>
  );
}

function stayWords(threads: number): string {
  if (threads === 0) return "No thread is in it.";
  return `${threads === 1 ? "Its thread stays" : `Its ${counted(threads, "thread")} stay`}, in no category.`;
}
