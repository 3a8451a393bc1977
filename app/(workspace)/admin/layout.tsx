import type { ReactNode } from "react";
import { requireAdminCtx } from "@/lib/auth";

/** To a member none of these pages exists; each of them asks again for itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdminCtx();
  return children;
}
