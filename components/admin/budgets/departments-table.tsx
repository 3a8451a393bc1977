import type { Route } from "next";
import Link from "next/link";
import { BulkDialog } from "@/components/ui/selection/bulk-dialog";
import { SelectCell, SelectHeader } from "@/components/ui/selection/select-box";
import { Selection } from "@/components/ui/selection/selection";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import type { DepartmentListItem } from "@/lib/org/types";
import { type DepartmentActions, DepartmentMenu } from "./department-menu";

type DepartmentsTableProps = { departments: DepartmentListItem[]; actions: DepartmentActions };

export function DepartmentsTable({ departments, actions }: DepartmentsTableProps) {
  return (
    <Selection rows={departments.map(({ departmentId, name }) => ({ id: departmentId, name }))}>
      <SelectionBar label="Selected departments">
        <BulkDialog
          button="Delete"
          title="Delete the selected departments?"
          description="Those with members, budgets or costs are left as they are. What is deleted cannot be brought back."
          action={actions.removeMany}
          submit="Delete"
          tone="bad"
        />
      </SelectionBar>
      <Table label="Departments">
        <TableHead>
          <TableRow className="last:border-b">
            <SelectHeader />
            <TableHeader>Department</TableHeader>
            <TableHeader numeric>Members</TableHeader>
            <OptionsHeader className="relative" />
          </TableRow>
        </TableHead>
        <TableBody>
          {departments.map((department) => (
            <DepartmentRow key={department.departmentId} department={department} actions={actions} />
          ))}
        </TableBody>
      </Table>
    </Selection>
  );
}

type DepartmentRowProps = { department: DepartmentListItem; actions: DepartmentActions };

function DepartmentRow({ department, actions }: DepartmentRowProps) {
  const { departmentId, name, members } = department;
  return (
    <TableRow>
      <SelectCell id={departmentId} name={name} />
      <TableCell className="w-full max-w-0 truncate font-medium">{name}</TableCell>
      <TableCell numeric>
        <Link
          href={`/admin/members?department=${departmentId}` as Route}
          className="underline-offset-4 hover:underline"
        >
          {members.toLocaleString("en-US")}
          <span className="sr-only"> in {name}</span>
        </Link>
      </TableCell>
      <TableCell numeric className="pl-4">
        <DepartmentMenu department={department} actions={actions} />
      </TableCell>
    </TableRow>
  );
}
