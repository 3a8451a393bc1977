import { toast } from "sonner";
import { ATTACHMENTS_MAX, type AttachmentView, BEYOND, IMAGE_BYTES_MAX } from "@/lib/assistants/types";
import { changeFile, filesOf, setFiles } from "./draft-files";
import type { Attaching } from "./types";

const UNREACHED = "Purser could not be reached. Check your connection and try again.";

type Waiting = { file: File; request: XMLHttpRequest | null };

/** What is on its way or was refused, by key, as long as this page lives. */
const waiting = new Map<string, Waiting>();

/** Attaches files to a thread's draft and sends them up at once, one by one. */
export async function attach(thread: string, given: readonly File[], pasted = false): Promise<void> {
  const room = Math.max(0, ATTACHMENTS_MAX - filesOf(thread).length);
  if (given.length > room) {
    toast.error(BEYOND.files);
  }
  const added = given.slice(0, room).map((file): Attaching & { file: File } => ({
    ...{ key: crypto.randomUUID(), name: file.name || "Image", pasted, file },
    kind: file.type.startsWith("image/") && file.type !== "image/svg+xml" ? "image" : "text",
    state: { is: "uploading", done: 0 },
  }));
  for (const { key, file } of added) waiting.set(key, { file, request: null });
  setFiles(thread, [...filesOf(thread), ...added.map(({ file: _, ...shown }) => shown)]);
  for (const { key } of added) await upload(key);
}

export async function retry(key: string): Promise<void> {
  changeFile(key, (file) => ({ ...file, state: { is: "uploading", done: 0 } }));
  await upload(key);
}

/** Takes a file away from the draft, and from the server. */
export function remove(thread: string, { key, state }: Attaching): void {
  waiting.get(key)?.request?.abort();
  waiting.delete(key);
  setFiles(
    thread,
    filesOf(thread).filter((file) => file.key !== key),
  );
  if (state.is !== "ready") return;
  // One that cannot be taken back now is erased with all that are not sent.
  void fetch(`/api/attachments/${state.attachment.id}`, { method: "DELETE" }).catch(() => undefined);
}

/** The words of a text that was pasted; null where they cannot be had. */
export async function textOf({ key, state }: Attaching): Promise<string | null> {
  const file = waiting.get(key)?.file;
  if (file) return file.text();
  if (state.is !== "ready") return null;
  const answer = await fetch(`/api/attachments/${state.attachment.id}`).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

async function upload(key: string): Promise<void> {
  const entry = waiting.get(key);
  if (!entry) return;
  if (entry.file.size > IMAGE_BYTES_MAX) return refuse(key, BEYOND.file, false);
  const answer = await send(key, entry);
  if (answer === "aborted") return;
  if (answer === null) return refuse(key, UNREACHED, true);
  const { status, body } = answer;
  if (status === 201) {
    const attachment = body as AttachmentView;
    // The file of a text stays, so that it can be words again at once.
    if (attachment.kind === "image") waiting.delete(key);
    changeFile(key, (file) => ({
      ...file,
      name: attachment.name,
      kind: attachment.kind,
      state: { is: "ready", attachment },
    }));
    return;
  }
  const { error } = body as { error?: { message?: string } };
  refuse(key, error?.message ?? UNREACHED, status >= 500 || status === 409);
}

function refuse(key: string, message: string, canRetry: boolean): void {
  changeFile(key, (file) => ({ ...file, state: { is: "refused", message, canRetry } }));
}

type Answer = { status: number; body: unknown };

/** Not by fetch, which does not tell how far an upload is. Null where the server was not reached. */
function send(key: string, entry: Waiting): Promise<Answer | "aborted" | null> {
  const request = new XMLHttpRequest();
  entry.request = request;
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) =>
      changeFile(key, (file) =>
        file.state.is === "uploading" ? { ...file, state: { is: "uploading", done: loaded / total } } : file,
      );
    request.onload = () => {
      const body: unknown = request.response;
      resolve(typeof body === "object" && body !== null ? { status: request.status, body } : null);
    };
    request.onerror = () => resolve(null);
    request.onabort = () => resolve("aborted");
    request.responseType = "json";
    request.open("POST", `/api/attachments?name=${encodeURIComponent(entry.file.name.toWellFormed())}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(entry.file);
  });
}
