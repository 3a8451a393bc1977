import type { useWriting } from "../use-writing";
import { useDropZone } from "./drop-zone";
import type { Attaching } from "./types";
import { type AttachmentsGiven, useAttachments } from "./use-attachments";
import { type QuotedGiven, useQuoteWithFiles } from "./use-quote-with-files";

/** What was in the composer. */
export type Written = { text: string; files: readonly Attaching[] };

type Given = Omit<AttachmentsGiven, "onInsert"> & QuotedGiven & { writing: ReturnType<typeof useWriting> };

/** All that the conversation knows of what is attached to its draft. */
export function useAttaching({ thread, input, writing, ...quoted }: Given) {
  const attaching = useAttachments({ thread, input, onInsert: writing.insert });
  const quote = useQuoteWithFiles({ ...quoted, files: attaching.files });
  const dropping = useDropZone(attaching.add);

  /** Empties the draft, words and files, and answers what was in it. */
  function take(): Written {
    return { text: writing.take(), files: attaching.take() };
  }

  function giveBack({ text, files }: Written) {
    if (text) writing.giveBack(text);
    attaching.giveBack(files);
  }

  return { ...attaching, quote, dropping, take, giveBack };
}
