import { Paperclip } from "lucide-react";
import { useRef } from "react";

type AttachButtonProps = { disabled: boolean; onFiles: (files: File[]) => void };

/** Chooses files of this device; what they are is for the server to find out. */
export function AttachButton({ disabled, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
      <button
        type="button"
        aria-label="Attach files"
        title="Attach files"
        disabled={disabled}
        onClick={() => input.current?.click()}
        className="inline-flex size-7.5 shrink-0 items-center justify-center rounded-full border border-line text-muted max-sm:w-6 max-sm:border-transparent transition-colors hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-60"
      >
        <Paperclip aria-hidden className="size-3.5" />
      </button>
    </>
  );
}
