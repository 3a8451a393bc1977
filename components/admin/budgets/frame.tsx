import type { Route } from "next";
import type { ReactNode } from "react";
import { Segmented } from "@/components/ui/segmented";
import { AdminHeader } from "../admin-header";

const TABS = [
  { label: "Budgets", href: "/admin/budgets" },
  { label: "Plans", href: "/admin/budgets/plans" },
  { label: "Departments", href: "/admin/budgets/departments" },
] as const;

type FrameProps = {
  /** None of them on a member's page. */
  current: (typeof TABS)[number]["href"] | null;
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** The pages about who may spend what, with the way from one to the other. */
export function BudgetsFrame({ current, title = "Budgets", actions, children }: FrameProps) {
  const segments = TABS.map(({ label, href }) => ({
    label,
    href: href as Route,
    current: href === current,
  }));
  return (
    <>
      <AdminHeader title={title} current="/admin/budgets" actions={actions} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <Segmented label="Budgets, plans and departments" segments={segments} />
        {children}
      </div>
    </>
  );
}
