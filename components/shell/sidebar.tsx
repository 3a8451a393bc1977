import { hintOf } from "@/components/shortcuts/table";
import { DeletionNotice } from "@/components/threads/deletion-notice";
import type { SearchThreads } from "@/components/threads/search-types";
import type { SidebarPage } from "@/components/threads/sidebar-thread";
import { ThreadList } from "@/components/threads/thread-list";
import { AssistantsLink } from "./assistants-link";
import { BudgetFoot } from "./budget-foot";
import type { BudgetFoot as Foot } from "./budget-words";
import { MemberFoot } from "./member-foot";
import { NewThreadLink } from "./new-thread-link";
import { SidebarHead } from "./sidebar-head";

type SidebarProps = {
  page: SidebarPage;
  archivedCount: string;
  search: SearchThreads;
  /** That threads will be deleted, in words; null where none will. */
  deletion: string | null;
  foot: Foot | null;
  monthSpent: { month: string; amount: string } | null;
  member: { name: string; isAdmin: boolean; hasAnswer: boolean };
  /** Shortcuts are written as this member's keyboard has them. */
  isApple: boolean;
};

export function Sidebar(props: SidebarProps) {
  const { page, archivedCount, search, deletion, foot, monthSpent, member, isApple } = props;
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <SidebarHead />
      <nav aria-label="Threads" className="flex min-h-0 flex-1 flex-col">
        <NewThreadLink hint={hintOf("newThread", isApple)} />
        <AssistantsLink />
        <ThreadList
          page={page}
          archivedCount={archivedCount}
          search={search}
          searchHint={hintOf("search", isApple)}
        />
        {deletion && <DeletionNotice words={deletion} />}
      </nav>
      <div className="mx-2.5 shrink-0 border-line border-t px-2.5 pt-3 pb-4">
        <BudgetFoot foot={foot} monthSpent={monthSpent} />
        <MemberFoot {...member} />
      </div>
    </div>
  );
}
