"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { AssistantActions } from "@/components/assistants/types";
import { useArchiving } from "@/components/assistants/use-archiving";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { AssistantItem } from "@/lib/assistants/types";

type AssistantMenuProps = { assistant: AssistantItem; actions: AssistantActions };

/** What admins can do with a shared assistant. */
export function AssistantMenu({ assistant, actions }: AssistantMenuProps) {
  const router = useRouter();
  const { archive, restore, isPending } = useArchiving(assistant, actions);
  const { id, name, archived } = assistant;
  return (
    <OptionsMenu name={name} disabled={isPending}>
      <DropdownMenuItem onSelect={() => router.push(`/assistants/${id}` as Route)}>Edit</DropdownMenuItem>
      <DropdownMenuItem
        onSelect={() => router.push(`/admin/budgets?scope=assistant&assistant=${id}` as Route)}
      >
        Set a budget
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      {archived ? (
        <DropdownMenuItem onSelect={restore}>Restore</DropdownMenuItem>
      ) : (
        <DropdownMenuItem onSelect={archive}>Archive</DropdownMenuItem>
      )}
    </OptionsMenu>
  );
}
