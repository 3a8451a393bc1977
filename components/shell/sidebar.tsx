import Link from "next/link";
import type { SearchThreads } from "@/components/threads/search-types";
import type { SidebarPage } from "@/components/threads/sidebar-thread";
import { ThreadList } from "@/components/threads/thread-list";
import { AssistantsLink } from "./assistants-link";
import { BudgetFoot } from "./budget-foot";
import type { BudgetFoot as Foot } from "./budget-words";
import { MemberFoot } from "./member-foot";
import { NewThreadLink } from "./new-thread-link";

type SidebarProps = {
  page: SidebarPage;
  search: SearchThreads;
  foot: Foot | null;
  monthSpent: { month: string; amount: string } | null;
  member: { name: string; isAdmin: boolean };
  /** Shortcuts are written as this member's keyboard has them. */
  isApple: boolean;
};

export function Sidebar({ page, search, foot, monthSpent, member, isApple }: SidebarProps) {
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <Link
        href="/"
        className="flex h-14 shrink-0 items-center gap-2.5 px-4.5 font-semibold outline-offset-[-4px]"
      >
        <span
          aria-hidden
          className="inline-flex size-[22px] items-center justify-center rounded-md bg-accent font-bold text-on-accent text-xs"
        >
          P
        </span>
        Purser
      </Link>
      <nav aria-label="Threads" className="flex min-h-0 flex-1 flex-col">
        <NewThreadLink hint={isApple ? "⇧⌘O" : "Ctrl ⇧ O"} />
        <AssistantsLink />
        <ThreadList page={page} search={search} searchHint={isApple ? "⌘K" : "Ctrl K"} />
      </nav>
      <div className="mx-2.5 shrink-0 border-line border-t px-2.5 pt-3 pb-4">
        <BudgetFoot foot={foot} monthSpent={monthSpent} />
        <MemberFoot {...member} />
      </div>
    </div>
  );
}
