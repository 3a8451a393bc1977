import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useShortcut } from "@/components/shortcuts/use-shortcut";

/** Goes to the thread below or above the one in view, as the sidebar has them. */
export function useThreadShortcuts(threads: readonly { id: string }[]): void {
  const router = useRouter();
  const pathname = usePathname();

  function go(event: KeyboardEvent, step: 1 | -1) {
    // In words that are being written these keys move the cursor on Apple's keyboards.
    if (event.target instanceof HTMLTextAreaElement && event.target.value) return false;
    const current = threads.findIndex(({ id }) => pathname === `/threads/${id}`);
    const next = threads[current < 0 ? (step > 0 ? 0 : threads.length - 1) : current + step];
    if (!next) return false;
    router.push(`/threads/${next.id}` as Route);
  }

  useShortcut("nextThread", (event) => go(event, 1));
  useShortcut("previousThread", (event) => go(event, -1));
}
