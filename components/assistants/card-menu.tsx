"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { AssistantItem } from "@/lib/assistants/types";
import type { AssistantActions } from "./types";
import { useArchiving } from "./use-archiving";

type CardMenuProps = { assistant: AssistantItem; actions: AssistantActions };

/** What can be done with an assistant; archiving it can be undone. */
export function CardMenu({ assistant, actions }: CardMenuProps) {
  const router = useRouter();
  const { archive, restore, isPending } = useArchiving(assistant, actions);
  const { id, name, mayChange, archived } = assistant;
  return (
    <OptionsMenu name={name} disabled={isPending}>
      <DropdownMenuItem onSelect={() => router.push(`/assistants/${id}` as Route)}>
        {mayChange ? "Edit" : "What it is told"}
      </DropdownMenuItem>
      {mayChange && !archived && <DropdownMenuItem onSelect={archive}>Archive</DropdownMenuItem>}
      {mayChange && archived && <DropdownMenuItem onSelect={restore}>Restore</DropdownMenuItem>}
    </OptionsMenu>
  );
}
