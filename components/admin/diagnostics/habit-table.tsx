import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ModelHabit } from "@/lib/reports/types";

type Column = { title: string; value: (habit: ModelHabit) => ReactNode };

type HabitTableProps = { label: string; habits: readonly ModelHabit[]; columns: readonly Column[] };

/** One row for each model that a trouble is about. */
export function HabitTable({ label, habits, columns }: HabitTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader>Model</TableHeader>
          {columns.map(({ title }) => (
            <TableHeader key={title} numeric>
              {title}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {habits.map((habit) => (
          <TableRow key={`${habit.provider}/${habit.model}`}>
            <TableCell className="whitespace-nowrap">{habit.model}</TableCell>
            {columns.map(({ title, value }) => (
              <TableCell key={title} numeric>
                {value(habit)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
