import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { inGroups, type SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadRow } from "./thread-row";

/** The rows under the days of their last activity. */
export function ThreadGroups({ threads }: { threads: SidebarThread[] }) {
  const pathname = usePathname();
  const { seen } = useThreadActions();
  const isInView = ({ id }: SidebarThread) => pathname === `/threads/${id}`;
  const inView = threads.find(isInView);
  const { see } = seen;

  useEffect(() => {
    if (inView) see(inView);
  }, [inView, see]);

  return inGroups(threads).map((group) => (
    <section key={group.label} aria-label={group.label}>
      <h2 className="px-2.5 pt-4 pb-1 text-muted text-xs">{group.label}</h2>
      <ul className="space-y-px">
        {group.threads.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} current={isInView(thread)} />
        ))}
      </ul>
    </section>
  ));
}
