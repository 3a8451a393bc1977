"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { RevokeKeyDialog } from "@/components/settings/keys/revoke-key-dialog";
import { shortDay } from "@/components/shell/clock-words";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ActionResult } from "@/lib/errors";
import type { ApiKeyListItem } from "@/lib/org/types";

type MemberAccessProps = {
  member: { userId: string; name: string };
  keys: ApiKeyListItem[];
  timeZone: string;
  /** Only an owner may do it to an owner. */
  isChangeable: boolean;
  actions: {
    signOut: (input: { userId: string }) => Promise<ActionResult<void>>;
    revokeKeys: (input: { userId: string; apiKeyId?: string }) => Promise<ActionResult<unknown>>;
  };
};

/** Where a member is signed in and which programs speak for them, and the end of either. */
export function MemberAccess({ member, keys, timeZone, isChangeable, actions }: MemberAccessProps) {
  const { userId, name } = member;
  const [isPending, startTransition] = useTransition();
  function signOut() {
    startTransition(async () => {
      const result = await actions.signOut({ userId });
      if (result.ok) toast.success(`${name} is signed out everywhere.`);
      else toast.error(result.message);
    });
  }
  return (
    <Card>
      <CardHeader
        title="Access"
        description={
          isChangeable
            ? "Signing them out ends every session; they can sign in again at once. A revoked key cannot be brought back."
            : "Only an owner can end an owner’s sessions and keys."
        }
        actions={
          isChangeable && (
            <div className="flex flex-wrap gap-2">
              <Button variant="outline" size="sm" onClick={signOut} pending={isPending}>
                Sign out everywhere
              </Button>
              {keys.length > 1 && (
                <ConfirmDialog
                  button={
                    <Button variant="outline" size="sm" className="text-bad">
                      Revoke all keys
                    </Button>
                  }
                  title={`Revoke all ${keys.length} keys of ${name}?`}
                  description="Programs that use them are refused from now on. They cannot be brought back; what they spent stays where it is."
                  yes="Revoke all"
                  act={() => actions.revokeKeys({ userId })}
                  done="The keys no longer work."
                />
              )}
            </div>
          )
        }
      />
      {keys.length === 0 ? (
        <p className="text-muted text-sm">No API key.</p>
      ) : (
        <Keys keys={keys} timeZone={timeZone} revoke={isChangeable ? revoke : null} />
      )}
    </Card>
  );

  function revoke({ apiKeyId }: { apiKeyId: string }) {
    return actions.revokeKeys({ userId, apiKeyId });
  }
}

type KeysProps = Pick<MemberAccessProps, "keys" | "timeZone"> & {
  revoke: ((input: { apiKeyId: string }) => Promise<ActionResult<unknown>>) | null;
};

function Keys({ keys, timeZone, revoke }: KeysProps) {
  return (
    <Table label="API keys of the member">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>API key</TableHeader>
          <TableHeader>Last used</TableHeader>
          <TableHeader className="relative">
            <span className="sr-only">Revoke</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {keys.map(({ apiKeyId, name, prefix, lastUsedAt }) => (
          <TableRow key={apiKeyId}>
            <TableCell>
              <span className="block break-words font-medium">{name}</span>
              <span className="block font-mono text-muted text-xs">{prefix}…</span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {lastUsedAt ? shortDay(lastUsedAt, timeZone) : "Never"}
            </TableCell>
            <TableCell numeric>
              {revoke && <RevokeKeyDialog apiKeyId={apiKeyId} name={name} revoke={revoke} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
