import { usePathname, useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { moveFiles } from "./attachments/draft-files";
import { NEW_THREAD } from "./live-threads";
import { isInField, moveDraft } from "./use-draft";

/**
 * The thread that the page is about. A new one gets its id here before the router shows the thread's own page; who
 * asks for another new thread in between stays on this page, and the address alone says so.
 */
export function useSlot(threadId: string | null) {
  const router = useRouter();
  const [thread, setThread] = useState(threadId ?? NEW_THREAD);
  const present = usePresence();
  usePathname();

  useLayoutEffect(() => {
    if (threadId === null && thread !== NEW_THREAD && location.pathname === "/") setThread(NEW_THREAD);
  });

  /** The address, the field and what is under way are the new thread's at once; its page comes when it can. */
  function moveIn(startedIn: string) {
    if (!present.current) {
      // Whoever begins another new thread meanwhile keeps what is written there.
      if (isInField(thread)) return;
      moveFiles(thread, startedIn);
      return moveDraft(thread, startedIn);
    }
    const address = `/threads/${startedIn}` as const;
    history.replaceState(null, "", address);
    // No keystroke may come between the text of the field and its thread.
    flushSync(() => {
      moveDraft(thread, startedIn);
      moveFiles(thread, startedIn);
      setThread(startedIn);
    });
    // A mere refresh would find another page than it knows here; the second of them loads everything anew.
    router.replace(address, { scroll: false });
  }

  return { thread, moveIn };
}

/** True while the component is on the page. */
function usePresence() {
  const present = useRef(false);
  useEffect(() => {
    present.current = true;
    return () => {
      present.current = false;
    };
  }, []);
  return present;
}
