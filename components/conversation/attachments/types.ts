import type { AttachmentView } from "@/lib/assistants/types";

/** A file in the composer: on its way up, there, or refused. */
export type Attaching = {
  /** Of this page, until the file has an id. */
  key: string;
  name: string;
  kind: "text" | "image";
  /** Pasted as text, so that it can become that again. */
  pasted: boolean;
  state:
    | { is: "uploading" /** From 0 to 1. */; done: number }
    | { is: "ready"; attachment: AttachmentView }
    | { is: "refused"; message: string; canRetry: boolean };
};
