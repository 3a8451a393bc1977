"use client";

import {
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/org/types";
import { ROLE_LABELS } from "./roles";

type RoleChoicesProps = { role: Role; canMakeOwner: boolean; onChoose: (role: Role) => void };

/** The roles in a member's menu. */
export function RoleChoices({ role, canMakeOwner, onChoose }: RoleChoicesProps) {
  const roles: Role[] = canMakeOwner ? ["member", "admin", "owner"] : ["member", "admin"];
  function choose(value: string) {
    const next = roles.find((one) => one === value);
    if (next && next !== role) onChoose(next);
  }
  return (
    <>
      <DropdownMenuLabel>Role</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={role} onValueChange={choose}>
        {roles.map((one) => (
          <DropdownMenuRadioItem key={one} value={one}>
            {ROLE_LABELS[one]}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
