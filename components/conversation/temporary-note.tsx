"use client";

import { Hourglass } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import { setFiles } from "./attachments/draft-files";
import { forgetThread } from "./live-threads";
import { forgetDraft } from "./use-draft";
import type { ConversationActions } from "./view";

type TemporaryNoteProps = {
  hours: number;
  /** Null while nothing was said in it. */
  threadId: string | null;
  eraseThread: ConversationActions["eraseThread"];
};

/** What a temporary thread means, and the way to end it at once. It cannot be undone, so it is asked for twice. */
export function TemporaryNote({ hours, threadId, eraseThread }: TemporaryNoteProps) {
  const [asking, setAsking] = useState(false);
  return (
    <div
      role="note"
      aria-label="Temporary thread"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-panel px-4 py-2 text-sm md:px-6"
    >
      <Hourglass aria-hidden className="size-4 shrink-0 text-muted" />
      <p className="min-w-0 flex-1 basis-64">
        {`Temporary: not listed, its text is erased ${hoursWords(hours)} after the last message. Its cost stays.`}
      </p>
      {threadId && !asking && (
        <Button variant="outline" size="sm" onClick={() => setAsking(true)}>
          Erase now
        </Button>
      )}
      {threadId && asking && (
        <EraseForGood threadId={threadId} eraseThread={eraseThread} onCancel={() => setAsking(false)} />
      )}
    </div>
  );
}

type EraseForGoodProps = Pick<TemporaryNoteProps, "eraseThread"> & { threadId: string; onCancel: () => void };

function EraseForGood({ threadId, eraseThread, onCancel }: EraseForGoodProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function erase() {
    startTransition(async () => {
      const result = await callAction(() => eraseThread({ threadId }));
      if (!result.ok) return void toast.error(result.message);
      forgetThread(threadId);
      forgetDraft(threadId);
      setFiles(threadId, []);
      toast("The thread is erased. What it cost stays in the totals.");
      router.replace("/");
    });
  }

  return (
    <div className="flex gap-2">
      <Button variant="ghost" size="sm" onClick={onCancel} disabled={pending}>
        Cancel
      </Button>
      <Button variant="danger" size="sm" onClick={erase} pending={pending} autoFocus>
        Erase for good
      </Button>
    </div>
  );
}

function hoursWords(hours: number): string {
  return hours === 1 ? "1 hour" : `${hours} hours`;
}
