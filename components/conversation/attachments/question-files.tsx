"use client";

import { FileText } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { AttachmentView } from "@/lib/assistants/types";
import { addressOf, sizeWords } from "./sizes";

const FileDialog = dynamic(() => import("./file-dialog").then((module) => module.FileDialog), { ssr: false });

/** What was sent with a message: images in small, texts by name; both can be opened. */
export function QuestionFiles({ files }: { files: readonly AttachmentView[] }) {
  const [open, setOpen] = useState<AttachmentView | null>(null);
  return (
    <>
      <ul aria-label="Attachments" className="flex max-w-[85%] flex-wrap justify-end gap-2">
        {files.map((file) => (
          <li key={file.id} className="max-w-full">
            <button
              type="button"
              onClick={() => setOpen(file)}
              className="block max-w-full overflow-hidden rounded-control border border-line bg-panel text-sm transition-colors hover:border-edge"
            >
              {file.kind === "image" ? <Picture file={file} /> : <TextName file={file} />}
            </button>
          </li>
        ))}
      </ul>
      {open && <FileDialog file={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Picture({ file }: { file: AttachmentView }) {
  // biome-ignore lint/performance/noImgElement: a member's own file, of which there is no smaller copy.
  return <img src={addressOf(file)} alt={file.name} loading="lazy" className="h-32 min-w-16 object-cover" />;
}

function TextName({ file: { name, bytes } }: { file: AttachmentView }) {
  return (
    <span className="flex items-center gap-2 px-3 py-2">
      <FileText aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="truncate">{name}</span>
      <span className="shrink-0 text-muted text-xs">{sizeWords(bytes)}</span>
    </span>
  );
}
