import type { AttachmentView } from "@/lib/assistants/types";
import { Chip, RemoveButton } from "./chips";
import { addressOf, sizeWords } from "./sizes";

type EditedFilesProps = { files: readonly AttachmentView[]; onRemove: (file: AttachmentView) => void };

/** What went with a message and goes with it again, unless it is removed. */
export function EditedFiles({ files, onRemove }: EditedFilesProps) {
  return (
    <ul aria-label="Attachments" className="mb-2.5 flex flex-wrap gap-2">
      {files.map((file) => (
        <Chip
          key={file.id}
          kind={file.kind}
          name={file.name}
          picture={file.kind === "image" ? addressOf(file) : null}
        >
          <span className="shrink-0 text-muted text-xs">{sizeWords(file.bytes)}</span>
          <RemoveButton name={file.name} onClick={() => onRemove(file)} />
        </Chip>
      ))}
    </ul>
  );
}
