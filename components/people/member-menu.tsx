"use client";

import type { Route } from "next";
import Link from "next/link";
import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { ActionResult } from "@/lib/errors";
import type { MemberListItem, Role } from "@/lib/org/types";
import { type Groups, GroupsForm, type GroupsFormProps } from "./groups-form";
import { RoleChoices } from "./role-choices";
import { WITH_ARTICLE } from "./roles";

type Also = { also: string };

export type MemberActions = {
  setRole: (input: { userId: string; role: Role }) => Promise<ActionResult<void>>;
  /** `also` is said after it. */
  disable: (input: { userId: string }) => Promise<ActionResult<Also>>;
  enable: (input: { userId: string }) => Promise<ActionResult<void>>;
  assign: GroupsFormProps["action"];
};

type MemberMenuProps = {
  member: MemberListItem;
  groups: Groups;
  /** Whether the viewer may change the role or disable: only an owner may do that to an owner. */
  isChangeable: boolean;
  canMakeOwner: boolean;
  isSelf: boolean;
  actions: MemberActions;
};

export function MemberMenu({ member, groups, actions, ...may }: MemberMenuProps) {
  const [isAssigning, setAssigning] = useState(false);
  const { isPending, setRole, disable, enable } = useChanges(member, actions, may.isSelf);
  const close = useCallback(() => setAssigning(false), []);
  const { userId, name, role, disabled } = member;
  return (
    <>
      <OptionsMenu name={name} disabled={isPending}>
        <DropdownMenuItem asChild>
          <Link href={`/admin/members/${userId}` as Route}>Spend</Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`/admin/budgets/members/${userId}` as Route}>Limits</Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setAssigning(true)}>Department and plan</DropdownMenuItem>
        {may.isChangeable && (
          <>
            <DropdownMenuSeparator />
            <RoleChoices role={role} canMakeOwner={may.canMakeOwner} onChoose={setRole} />
          </>
        )}
        {may.isChangeable && !may.isSelf && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone={disabled ? "plain" : "bad"} onSelect={disabled ? enable : disable}>
              {disabled ? "Enable" : "Disable"}
            </DropdownMenuItem>
          </>
        )}
      </OptionsMenu>
      <Dialog
        open={isAssigning}
        onOpenChange={setAssigning}
        title={`Department and plan of ${name}`}
        description="What was spent so far stays with the department it was spent in."
      >
        <GroupsForm member={member} groups={groups} action={actions.assign} onSaved={close} />
      </Dialog>
    </>
  );
}

type Call = () => Promise<ActionResult<unknown>>;

/** Each change says that it is done, and can be undone where that is safe. */
function useChanges({ userId, name, role }: MemberListItem, actions: MemberActions, isSelf: boolean) {
  const [isPending, startTransition] = useTransition();

  function run(call: Call, done: string, undo?: Call) {
    startTransition(async () => {
      const result = await call();
      if (!result.ok) return void toast.error(result.message);
      const said = done + also(result.data);
      if (undo) toast.success(said, { action: { label: "Undo", onClick: () => run(undo, "Undone.") } });
      else toast.success(said);
    });
  }

  const enable: Call = () => actions.enable({ userId });
  return {
    isPending,
    setRole: (next: Role) =>
      run(
        () => actions.setRole({ userId, role: next }),
        `${name} is now ${WITH_ARTICLE[next]}.`,
        isSelf ? undefined : () => actions.setRole({ userId, role }),
      ),
    disable: () => run(() => actions.disable({ userId }), `${name} is signed out and kept out.`, enable),
    enable: () => run(enable, `${name} can sign in again.`),
  };
}

function also(data: unknown): string {
  const isTold = typeof data === "object" && data !== null && "also" in data;
  return isTold && typeof data.also === "string" ? data.also : "";
}
