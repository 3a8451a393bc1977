import { redirect } from "next/navigation";
import { requireAdminCtx } from "@/lib/auth";

export default async function AdminPage() {
  await requireAdminCtx();
  redirect("/admin/costs");
}
