"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { AttachmentView } from "@/lib/assistants/types";
import { addressOf, sizeWords } from "./sizes";

type FileDialogProps = { file: AttachmentView; onClose: () => void };

/** A file as it was sent: a text as nothing but text. */
export function FileDialog({ file, onClose }: FileDialogProps) {
  return (
    <Dialog
      open
      focusTitle
      onOpenChange={(open) => !open && onClose()}
      title={file.name}
      description={
        <>
          {sizeWords(file.bytes)} ·{" "}
          <a
            href={addressOf(file)}
            download={file.name}
            className="underline underline-offset-2 hover:text-ink"
          >
            Save
          </a>
        </>
      }
      className="max-w-3xl"
    >
      {file.kind === "text" ? (
        <Words file={file} />
      ) : (
        // biome-ignore lint/performance/noImgElement: a member's own file, shown as it is.
        <img src={addressOf(file)} alt={file.name} className="mx-auto max-h-[70dvh] max-w-full" />
      )}
    </Dialog>
  );
}

function Words({ file }: { file: AttachmentView }) {
  const [text, setText] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const address = addressOf(file);

  useEffect(() => {
    const left = new AbortController();
    fetch(address, { signal: left.signal })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error("It was not given."))))
      .then(setText)
      .catch(() => !left.signal.aborted && setFailed(true));
    return () => left.abort();
  }, [address]);

  if (failed) return <Alert tone="bad">The file could not be loaded: close this and open it again.</Alert>;
  if (text === null) return <Skeleton className="h-40" />;
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="max-h-[65dvh] overflow-y-auto whitespace-pre-wrap break-words rounded-control border border-line bg-panel p-3 font-mono text-xs"
    >
      {text}
    </pre>
  );
}
