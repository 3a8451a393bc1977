"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionResult } from "@/lib/errors";
import { callAction } from "../call-action";
import type { OwnThread } from "../use-acts";
import type { DetailActions, ShownShare } from "./types";
import { useLoaded } from "./use-loaded";

type ShareActions = Pick<DetailActions, "findShare" | "shareThread" | "updateShare" | "stopSharing">;
type ShareDialogProps = { thread: OwnThread; actions: ShareActions; onClose: () => void };

/** The link by which others in the organisation read a thread, and what exactly they see. */
export function ShareDialog({ thread, actions, onClose }: ShareDialogProps) {
  const which = { threadId: thread.id };
  const { data, failure, set } = useLoaded(() => actions.findShare(which));
  const { perform, problem, pending } = usePerform();
  const shown = (share: ShownShare | null) => data && set({ ...data, share });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Share “${thread.title}”`}>
      <div className="space-y-4">
        {(failure ?? problem) && <Alert tone="bad">{failure ?? problem}</Alert>}
        {!data && !failure && <Skeleton className="h-24" />}
        {data && <WhoSees organisation={data.organisation} share={data.share} />}
        {data && !data.share && (
          <div className="flex justify-end">
            <Button pending={pending} onClick={() => perform(() => actions.shareThread(which), shown)}>
              Make link
            </Button>
          </div>
        )}
        {data?.share && (
          <ShareLink
            share={data.share}
            pending={pending}
            onUpdate={() => perform(() => actions.updateShare(which), shown)}
            onStop={({ shareId }) =>
              perform(
                () => actions.stopSharing({ shareId }),
                () => {
                  shown(null);
                  toast("Sharing is stopped: the link leads nowhere from now on.");
                },
              )
            }
          />
        )}
      </div>
    </Dialog>
  );
}

function WhoSees({ organisation, share }: { organisation: string; share: ShownShare | null }) {
  const isNow = !share || share.isUpToNow;
  const until = isNow
    ? "now, and nothing that comes later"
    : `${share.sharedAt}, and nothing that came later`;
  return (
    <>
      <p>{`Everybody in ${organisation} with the link can read this thread up to ${until}.`}</p>
      <p className="text-muted text-sm">
        They see its title, your name, its messages and the names of its files, and no amounts. They cannot
        write in it; who goes on in a copy of their own gets the files too.
      </p>
    </>
  );
}

type ShareLinkProps = {
  share: ShownShare;
  pending: boolean;
  onUpdate: () => void;
  onStop: (share: ShownShare) => void;
};

function ShareLink({ share, pending, onUpdate, onStop }: ShareLinkProps) {
  const address = `${location.origin}${share.path}`;
  return (
    <>
      <Field label="Link">
        {(control) => (
          <div className="flex items-center gap-2">
            <Input
              {...control}
              readOnly
              value={address}
              onFocus={(event) => event.currentTarget.select()}
              className="font-mono text-sm"
            />
            <CopyButton text={address} label="Copy link" size="md" variant="primary" />
          </div>
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {!share.isUpToNow && (
          <Button variant="outline" disabled={pending} onClick={onUpdate}>
            Update to now
          </Button>
        )}
        <Button variant="outline" disabled={pending} onClick={() => onStop(share)}>
          Stop sharing
        </Button>
      </div>
    </>
  );
}

/** One call at a time; what was refused is said where it was asked. */
function usePerform() {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  function perform<T>(call: () => Promise<ActionResult<T>>, onDone: (data: T) => void) {
    startTransition(async () => {
      const result = await callAction(call);
      setProblem(result.ok ? null : result.message);
      if (result.ok) onDone(result.data);
    });
  }
  return { perform, problem, pending };
}
