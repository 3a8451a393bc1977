import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { DepartmentListItem } from "@/lib/org/types";
import { type DepartmentActions, DepartmentMenu } from "./department-menu";

type DepartmentsTableProps = { departments: DepartmentListItem[]; actions: DepartmentActions };

export function DepartmentsTable({ departments, actions }: DepartmentsTableProps) {
  return (
    <Table label="Departments">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Department</TableHeader>
          <TableHeader numeric>Members</TableHeader>
          <TableHeader className="relative">
            <span className="sr-only">Options</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {departments.map((department) => (
          <TableRow key={department.departmentId}>
            <TableCell className="w-full max-w-0 truncate font-medium">{department.name}</TableCell>
            <TableCell numeric>{department.members.toLocaleString("en-US")}</TableCell>
            <TableCell numeric className="pl-4">
              <DepartmentMenu department={department} actions={actions} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
