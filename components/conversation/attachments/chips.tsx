import { FileText, Image as ImageIcon, RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { addressOf, sizeWords } from "./sizes";
import type { Attaching } from "./types";

type ChipsProps = {
  files: readonly Attaching[];
  /** Why the message cannot be sent with them. */
  note: string | null;
  onRemove: (file: Attaching) => void;
  onRetry: (key: string) => void;
  /** Makes a pasted text words of the message. */
  onInsert: (file: Attaching) => void;
};

/** What goes with the next message, above its words. */
export function Chips({ files, note, onRemove, onRetry, onInsert }: ChipsProps) {
  return (
    <div className="mb-2.5">
      <ul aria-label="Attachments" className="flex max-h-[30dvh] flex-wrap gap-2 overflow-y-auto">
        {files.map((file) => (
          <Chip
            key={file.key}
            kind={file.kind}
            name={file.name}
            isBad={file.state.is === "refused"}
            picture={pictureOf(file)}
          >
            <State file={file} onRetry={() => onRetry(file.key)} />
            {file.pasted && file.state.is === "ready" && (
              <button
                type="button"
                aria-label="Insert as text instead"
                onClick={() => onInsert(file)}
                className="rounded-md px-1.5 py-0.5 text-muted text-xs underline-offset-2 hover:text-ink hover:underline"
              >
                As text
              </button>
            )}
            <RemoveButton name={file.name} onClick={() => onRemove(file)} />
          </Chip>
        ))}
      </ul>
      <p role="status" className={note ? "mt-2 font-medium text-bad text-xs" : "sr-only"}>
        {note}
      </p>
    </div>
  );
}

type ChipProps = {
  kind: "text" | "image";
  name: string;
  isBad?: boolean;
  picture?: string | null;
  children: ReactNode;
};

export function Chip({ kind, name, isBad = false, picture = null, children }: ChipProps) {
  const Icon = kind === "text" ? FileText : ImageIcon;
  return (
    <li
      className={`flex max-w-full items-center gap-2 rounded-control border bg-panel py-1 pr-1 pl-2 text-sm ${isBad ? "border-bad" : "border-line"}`}
    >
      {picture ? (
        // biome-ignore lint/performance/noImgElement: a member's own file, of which there is no smaller copy.
        <img src={picture} alt="" className="size-6 shrink-0 rounded object-cover" />
      ) : (
        <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      )}
      <span className={`truncate ${isBad ? "max-w-28 shrink-0" : "max-w-48"}`} title={name}>
        {name}
      </span>
      {children}
    </li>
  );
}

export function RemoveButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Remove ${name}`}
      onClick={onClick}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
    >
      <X aria-hidden className="size-3.5" />
    </button>
  );
}

function State({ file: { name, state }, onRetry }: { file: Attaching; onRetry: () => void }) {
  switch (state.is) {
    case "uploading":
      return (
        <progress value={state.done} aria-label={`Attaching ${name}`} className="h-1.5 w-16 accent-accent" />
      );
    case "ready":
      return <span className="shrink-0 text-muted text-xs">{sizeWords(state.attachment.bytes)}</span>;
    case "refused":
      return (
        <>
          <span role="alert" className="min-w-0 text-bad text-xs">
            {state.message}
          </span>
          {state.canRetry && (
            <button
              type="button"
              aria-label={`Attach ${name} again`}
              onClick={onRetry}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <RotateCw aria-hidden className="size-3.5" />
            </button>
          )}
        </>
      );
  }
}

function pictureOf({ kind, state }: Attaching): string | null {
  return kind === "image" && state.is === "ready" ? addressOf(state.attachment) : null;
}
