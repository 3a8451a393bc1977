import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { AddDepartmentDialog } from "@/components/admin/budgets/add-department-dialog";
import { DepartmentsTable } from "@/components/admin/budgets/departments-table";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { listDepartments } from "@/lib/org";
import { addDepartment, changeDepartment, removeDepartment } from "./actions";

export const metadata: Metadata = { title: "Departments" };

const PATH = "/admin/budgets/departments";
const ACTIONS = { rename: changeDepartment, remove: removeDepartment };

type DepartmentsPageProps = { searchParams: Promise<{ after?: string | string[] }> };

export default async function DepartmentsPage({ searchParams }: DepartmentsPageProps) {
  const ctx = await requireAdminCtx();
  const { after } = await searchParams;
  const cursor = typeof after === "string" ? after : undefined;
  const { departments, nextCursor } = await listDepartments(ctx, { cursor });
  return (
    <BudgetsFrame current={PATH} actions={<AddDepartmentDialog action={addDepartment} />}>
      <Card>
        <CardHeader
          title="Departments"
          description="A cost stays with the department that the member was in when it was made."
        />
        {departments.length === 0 ? (
          <EmptyState icon={<Building2 />} title="No departments yet">
            With departments, budgets can be shared by a part of the organisation, and costs are shown for
            each.
          </EmptyState>
        ) : (
          <DepartmentsTable departments={departments} actions={ACTIONS} />
        )}
        <PageLinks path={PATH} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
      </Card>
    </BudgetsFrame>
  );
}
