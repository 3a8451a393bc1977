import type { FormAction } from "@/components/ui/use-form-action";
import type { Submit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";
import type { ApiKeyListItem } from "@/lib/org/types";

/** A key with what it may spend; null where it has no limit of its own. */
export type KeyRow = ApiKeyListItem & { month: PicoUsd | null; day: PicoUsd | null };

export type KeyActions = {
  create: FormAction<{ key: string }>;
  revoke: (input: { apiKeyId: string }) => Promise<ActionResult<void>>;
  limit: Submit;
};
