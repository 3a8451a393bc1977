import type { Metadata } from "next";
import { Suspense } from "react";
import { AdminHeader } from "@/components/admin/admin-header";
import { AuditSkeleton } from "@/components/admin/integrity/audit-skeleton";
import { CheckAgain } from "@/components/admin/integrity/check-again";
import { FileLink } from "@/components/ui/file-link";
import { requireAdminCtx } from "@/lib/auth";
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
            <FileLink href="/api/reports/integrity">Export as CSV</FileLink>
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
