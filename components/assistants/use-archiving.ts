"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { offerUndo } from "@/components/threads/undo";
import type { AssistantItem } from "@/lib/assistants/types";
import type { AssistantActions } from "./types";

/** Takes an assistant out of the gallery and back, each with the way to undo it. */
export function useArchiving({ id, name }: Pick<AssistantItem, "id" | "name">, actions: AssistantActions) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  function move(to: keyof AssistantActions, onDone?: () => void) {
    startTransition(async () => {
      const result = await callAction(() => actions[to]({ assistantId: id }));
      if (!result.ok) return void toast.error(result.message);
      router.refresh();
      onDone?.();
    });
  }

  return {
    isPending,
    archive: () =>
      move("archive", () =>
        offerUndo(`“${name}” is archived. Threads that have it go on with it.`, () => move("restore")),
      ),
    restore: () =>
      move("restore", () => offerUndo(`“${name}” is in the gallery again.`, () => move("archive"))),
  };
}
