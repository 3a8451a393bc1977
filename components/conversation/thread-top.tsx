import { NEW_THREAD } from "./live-threads";
import { TemporaryNote } from "./temporary-note-lazy";
import { ThreadHeader } from "./thread-header";
import type { ConversationActions, ShownThread } from "./view";

type ThreadTopProps = {
  thread: ShownThread | null;
  temporary: boolean;
  /** Where the thread lives, also before it has an id. */
  slot: string;
  onToggle: () => void;
  /** So long after its last message a temporary thread is erased. */
  hours: number;
  eraseThread: ConversationActions["eraseThread"];
};

/** The head of a thread, and what is to be known of one that does not stay. */
export function ThreadTop({ thread, temporary, slot, onToggle, hours, eraseThread }: ThreadTopProps) {
  const isNew = slot === NEW_THREAD;
  return (
    <>
      <ThreadHeader thread={thread} temporary={temporary} onToggle={isNew ? onToggle : null} />
      {temporary && <TemporaryNote hours={hours} threadId={isNew ? null : slot} eraseThread={eraseThread} />}
    </>
  );
}
