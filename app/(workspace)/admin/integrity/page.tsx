import type { Metadata } from "next";
import { Suspense } from "react";
import { AdminHeader } from "@/components/admin/admin-header";
import { AuditSkeleton } from "@/components/admin/integrity/audit-skeleton";
import { CheckAgain } from "@/components/admin/integrity/check-again";
import { ExportMenu } from "@/components/ui/export-menu";
import { requireAdminCtx } from "@/lib/auth";
import { filesOf } from "../files";
import { Audit } from "./audit";

export const metadata: Metadata = { title: "Integrity" };

export default async function IntegrityPage() {
  const ctx = await requireAdminCtx();
  return (
    <>
      <AdminHeader
        title="Integrity"
        current="/admin/integrity"
        actions={
          <>
            <ExportMenu {...filesOf("/api/reports/integrity")} />
            <CheckAgain />
          </>
        }
      />
      <div className="mx-auto w-full max-w-[1180px] px-4 py-5 md:px-8 md:py-7">
        <Suspense fallback={<AuditSkeleton />}>
          <Audit ctx={ctx} />
        </Suspense>
      </div>
    </>
  );
}
