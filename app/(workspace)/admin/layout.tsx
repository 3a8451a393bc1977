import type { ReactNode } from "react";
import { OpenRequestsProvider } from "@/components/admin/requests/open-requests";
import { requireCtx } from "@/lib/auth";
import { countRequests } from "@/lib/budgets";

/** Who may see a page is for the page to say: a member finds none here. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const count = await countRequests(await requireCtx());
  return <OpenRequestsProvider count={count}>{children}</OpenRequestsProvider>;
}
