import { KeyRound } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyTable } from "./key-table";
import { NewKeyDialog } from "./new-key-dialog";
import { ProgramAddress } from "./program-address";
import type { KeyActions, KeyRow } from "./types";

type MyKeysProps = { keys: KeyRow[]; timeZone: string; actions: KeyActions };

/** The keys with which a member's programs come in, and what each may spend. */
export function MyKeys({ keys, timeZone, actions }: MyKeysProps) {
  return (
    <Card id="keys">
      <CardHeader
        title="API keys"
        description="Programs that speak OpenAI's API spend from your budgets."
        actions={<NewKeyDialog create={actions.create} />}
      />
      {keys.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No keys yet">
          Make one, and set it with this address in a program that uses OpenAI's API: <ProgramAddress />.
        </EmptyState>
      ) : (
        <KeyTable keys={keys} timeZone={timeZone} actions={actions} />
      )}
    </Card>
  );
}
