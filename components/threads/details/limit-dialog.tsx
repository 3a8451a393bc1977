"use client";

import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { useSubmit } from "@/components/ui/use-submit";
import type { ThreadLimit } from "@/lib/budgets/types";
import { formatExactUsd, formatUsd, toDecimalUsd } from "@/lib/money";
import type { OwnThread } from "../use-acts";
import type { DetailActions } from "./types";
import { useLoaded } from "./use-loaded";

type LimitActions = Pick<DetailActions, "findLimit" | "setLimit">;
type LimitDialogProps = { thread: OwnThread; actions: LimitActions; onClose: () => void };

/** What a thread may cost in all. */
export function LimitDialog({ thread, actions, onClose }: LimitDialogProps) {
  const { data, failure } = useLoaded(async () => {
    const found = await actions.findLimit({ threadId: thread.id });
    return found.ok ? { ...found, data: { limit: found.data } } : found;
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Limit “${thread.title}”`}
      focusTitle
      description="What the thread may cost in all, answers and titles together. At the limit its next message is refused; your other threads go on."
      className="max-w-sm"
    >
      {failure && <Alert tone="bad">{failure}</Alert>}
      {!data && !failure && <Skeleton className="h-32" />}
      {data && data.limit?.isOwn === false && <AdminsLimit limit={data.limit} />}
      {data && data.limit?.isOwn !== false && (
        <LimitForm threadId={thread.id} limit={data.limit} save={actions.setLimit} onSaved={onClose} />
      )}
    </Dialog>
  );
}

function AdminsLimit({ limit: { limit, spent } }: { limit: ThreadLimit }) {
  return (
    <Alert>
      {`An admin limits this thread to ${formatExactUsd(limit)}, of which ${formatUsd(spent)} is spent. Ask them to change it.`}
    </Alert>
  );
}

type LimitFormProps = {
  threadId: string;
  limit: ThreadLimit | null;
  save: LimitActions["setLimit"];
  onSaved: () => void;
};

function LimitForm({ threadId, limit, save, onSaved }: LimitFormProps) {
  const { form, pending, message, errorOf } = useSubmit(save, onSaved);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <HiddenFields values={{ threadId }} />
      <TextField
        label="Limit in US dollars"
        name="limit"
        autoFocus
        inputMode="decimal"
        autoComplete="off"
        placeholder="No limit"
        hint={`${limit ? `${formatUsd(limit.spent)} is spent. ` : ""}An empty field takes the limit away.`}
        error={errorOf("limit")}
        defaultValue={limit ? toDecimalUsd(limit.limit) : ""}
      />
      <FormEnd pending={pending} />
    </form>
  );
}
