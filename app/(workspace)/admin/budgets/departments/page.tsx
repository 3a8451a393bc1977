import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { AddDepartmentDialog } from "@/components/admin/budgets/add-department-dialog";
import { DepartmentsTable } from "@/components/admin/budgets/departments-table";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { requireAdminCtx } from "@/lib/auth";
import { listDepartments } from "@/lib/org";
import { misread, readPlace } from "../../../misread";
import { filesOf } from "../../files";
import { readText } from "../../read-text";
import { addDepartment, changeDepartment, removeDepartment, removeDepartments } from "./actions";

export const metadata: Metadata = { title: "Departments" };

const PATH = "/admin/budgets/departments";
const ACTIONS = { rename: changeDepartment, remove: removeDepartment, removeMany: removeDepartments };

type DepartmentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DepartmentsPage({ searchParams }: DepartmentsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const { q, after } = params;
  const text = readText(q);
  const cursor = readPlace(after, "name");
  const problem = misread(params, { q: text, after: cursor });
  const { departments, nextCursor } = await listDepartments(ctx, { text, cursor });
  return (
    <BudgetsFrame current={PATH} actions={<AddDepartmentDialog action={addDepartment} />}>
      <AddressNotice problem={problem} />
      <Card>
        <CardHeader
          title="Departments"
          description="A cost stays with the department that the member was in when it was made."
          actions={
            <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
              <ExportMenu {...filesOf("/api/reports/departments")} of="the costs" />
              <SearchForm path={PATH} label="Search departments" placeholder="Name" text={text} />
            </div>
          }
        />
        {departments.length === 0 && text ? (
          <EmptyState icon={<Building2 />} title={`No department matches “${text}”`} />
        ) : departments.length === 0 ? (
          <EmptyState icon={<Building2 />} title="No departments yet">
            With departments, budgets can be shared by a part of the organisation, and costs are shown for
            each.
          </EmptyState>
        ) : (
          <DepartmentsTable departments={departments} actions={ACTIONS} />
        )}
        <PageLinks path={PATH} keep={{ q: text }} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
      </Card>
    </BudgetsFrame>
  );
}
