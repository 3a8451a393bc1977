import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import { filesOf, readyIn, setFiles, useDraftFiles } from "./draft-files";
import type { Attaching } from "./types";

/** A longer text is attached when it is pasted, so that what is asked about it stays in sight. */
const PASTED_CHARACTERS_MAX = 4_000;

const loadUpload = () => import("./upload");

export type AttachmentsGiven = {
  thread: string;
  input: RefObject<HTMLTextAreaElement | null>;
  /** Puts words where the cursor is. */
  onInsert: (text: string) => void;
};

/** What is attached to the draft of a thread, and the ways in which files come to it. */
export function useAttachments({ thread, input, onInsert }: AttachmentsGiven) {
  const files = useDraftFiles(thread);
  const isPlain = useRef(false);

  function add(given: readonly File[]): void {
    if (given.length > 0) void loadUpload().then(({ attach }) => attach(thread, given));
    input.current?.focus();
  }

  function onKeyDown({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): void {
    isPlain.current = shiftKey && (ctrlKey || metaKey) && key.toLowerCase() === "v";
  }

  /** Pasted with Shift, a text stays text. */
  function onPaste(event: ClipboardEvent): void {
    const wasPlain = isPlain.current;
    isPlain.current = false;
    const text = event.clipboardData.getData("text/plain");
    const pasted = [...event.clipboardData.files];
    // What is copied from a spreadsheet comes as a picture too: its words are meant.
    if (pasted.length > 0 && !text) {
      event.preventDefault();
      add(pasted);
    } else if (text.length > PASTED_CHARACTERS_MAX && !wasPlain) {
      event.preventDefault();
      const file = new File([text], "Pasted text.txt", { type: "text/plain" });
      loadUpload().then(
        ({ attach }) => attach(thread, [file], true),
        // Where the code for it cannot be loaded, nothing is lost.
        () => onInsert(text),
      );
    }
  }

  async function insert(file: Attaching): Promise<void> {
    const { textOf, remove } = await loadUpload();
    const text = await textOf(file);
    if (text === null) return;
    remove(thread, file);
    onInsert(text);
  }

  return {
    files,
    add,
    onKeyDown,
    onPaste,
    insert,
    retry: (key: string) => void loadUpload().then((upload) => upload.retry(key)),
    remove(file: Attaching) {
      void loadUpload().then((upload) => upload.remove(thread, file));
      input.current?.focus();
    },
    /** Empties the draft of what is ready, and answers it. */
    take(): readonly Attaching[] {
      const isReady = ({ state }: Attaching) => state.is === "ready";
      const all = filesOf(thread);
      setFiles(
        thread,
        all.filter((file) => !isReady(file)),
      );
      return all.filter(isReady);
    },
    giveBack(taken: readonly Attaching[]) {
      setFiles(thread, [...taken, ...filesOf(thread)]);
    },
  };
}

/** Why nothing can be sent with these files now, in a sentence; empty while they come, null where it can. */
export function blockedBy(
  files: readonly Attaching[],
  model: { label: string; takesImages: boolean } | undefined,
) {
  if (files.some(({ state }) => state.is === "refused"))
    return "Remove what could not be attached, or attach it again.";
  if (files.some(({ state }) => state.is === "uploading")) return "";
  const hasImage = readyIn(files).some(({ kind }) => kind === "image");
  return hasImage && model && !model.takesImages
    ? `${model.label} reads no images: choose another model, or remove the image.`
    : null;
}
