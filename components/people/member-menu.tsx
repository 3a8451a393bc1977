"use client";

import { Ellipsis } from "lucide-react";
import { useTransition } from "react";
import { toast } from "sonner";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ActionResult } from "@/lib/errors";
import type { Role } from "@/lib/org/types";
import { ROLE_LABELS } from "./roles";

export type MemberActions = {
  setRole: (input: { userId: string; role: Role }) => Promise<ActionResult<void>>;
  disable: (input: { userId: string }) => Promise<ActionResult<void>>;
  enable: (input: { userId: string }) => Promise<ActionResult<void>>;
};

const WITH_ARTICLE: Record<Role, string> = { owner: "an owner", admin: "an admin", member: "a member" };

type MemberMenuProps = {
  member: { userId: string; name: string; role: Role; disabled: boolean };
  canMakeOwner: boolean;
  isSelf: boolean;
  actions: MemberActions;
};

export function MemberMenu({ member, canMakeOwner, isSelf, actions }: MemberMenuProps) {
  const [isPending, startTransition] = useTransition();
  const { userId, name, role, disabled } = member;
  const roles: Role[] = canMakeOwner ? ["member", "admin", "owner"] : ["member", "admin"];

  function run(
    call: () => Promise<ActionResult<void>>,
    done: string,
    undo?: () => Promise<ActionResult<void>>,
  ) {
    startTransition(async () => {
      const result = await call();
      if (!result.ok) toast.error(result.message);
      else if (undo) toast.success(done, { action: { label: "Undo", onClick: () => run(undo, "Undone.") } });
      else toast.success(done);
    });
  }

  function choose(value: string) {
    const next = roles.find((one) => one === value);
    if (!next || next === role) return;
    run(
      () => actions.setRole({ userId, role: next }),
      `${name} is now ${WITH_ARTICLE[next]}.`,
      isSelf ? undefined : () => actions.setRole({ userId, role }),
    );
  }

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Options for ${name}`}
        disabled={isPending}
        className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
      >
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Role</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={role} onValueChange={choose}>
          {roles.map((one) => (
            <DropdownMenuRadioItem key={one} value={one}>
              {ROLE_LABELS[one]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        {!isSelf && <DropdownMenuSeparator />}
        {!isSelf && disabled && (
          <DropdownMenuItem
            onSelect={() => run(() => actions.enable({ userId }), `${name} can sign in again.`)}
          >
            Enable
          </DropdownMenuItem>
        )}
        {!isSelf && !disabled && (
          <DropdownMenuItem
            tone="bad"
            onSelect={() =>
              run(
                () => actions.disable({ userId }),
                `${name} is signed out and kept out.`,
                () => actions.enable({ userId }),
              )
            }
          >
            Disable
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
