"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { SimilarThread } from "@/lib/assistants/types";
import { type CallResult, callAction } from "./call-action";
import type { ThreadServerActions } from "./thread-server-actions";
import type { OwnThread } from "./use-acts";

type SimilarDialogProps = {
  thread: OwnThread;
  find: ThreadServerActions["similarThreads"];
  onMerge: (threads: OwnThread[]) => void;
  onClose: () => void;
};

/** Threads that may be about the same as this one, each with the way to make one of both. */
export function SimilarDialog({ thread, find, onMerge, onClose }: SimilarDialogProps) {
  const [found, setFound] = useState<CallResult<SimilarThread[]> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void callAction(() => find({ threadId: thread.id })).then((result) => isCurrent && setFound(result));
    return () => {
      isCurrent = false;
    };
  }, [find, thread.id]);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Similar threads"
      description={`Threads whose titles are nearly “${thread.title}”. Merged, their messages stand in order of time and both costs are kept.`}
      focusTitle
    >
      {!found && <Spinner className="size-4" />}
      {found && !found.ok && <Alert tone="bad">{found.message}</Alert>}
      {found?.ok && found.data.length === 0 && (
        <p className="text-muted">No other thread has such a title.</p>
      )}
      {found?.ok && (
        <ul className="divide-y divide-line">
          {found.data.map((other) => (
            <li key={other.id} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1 truncate">{other.title}</span>
              <Button
                variant="outline"
                size="sm"
                aria-label={`Merge with ${other.title}`}
                onClick={() => {
                  onClose();
                  onMerge([thread, other]);
                }}
              >
                Merge
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
