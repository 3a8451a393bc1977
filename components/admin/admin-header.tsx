import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";
import { OpenRequestsCount } from "./requests/open-requests";

const PAGES = [
  { label: "Overview", href: "/admin/costs" },
  { label: "Members", href: "/admin/members" },
  { label: "Budgets", href: "/admin/budgets" },
  { label: "Requests", href: "/admin/requests" },
  { label: "Models", href: "/admin/models" },
  { label: "Providers", href: "/admin/providers" },
  { label: "Assistants", href: "/admin/assistants" },
  { label: "Threads", href: "/admin/threads" },
  { label: "Departments", href: "/admin/departments" },
  { label: "Reports", href: "/admin/reports" },
  { label: "Planning", href: "/admin/planning" },
  { label: "Diagnostics", href: "/admin/diagnostics" },
  { label: "Alerts", href: "/admin/alerts" },
  { label: "Audit", href: "/admin/audit" },
  { label: "Integrity", href: "/admin/integrity" },
] as const;

type Current = (typeof PAGES)[number]["href"];

type AdminHeaderProps = { title: string; current: Current; actions?: ReactNode };

/** The bar on top of an administration page, with the way to the others in a row of its own, where it stays. */
export function AdminHeader({ title, current, actions }: AdminHeaderProps) {
  return (
    <>
      <PageHeader title={title} actions={actions} />
      <AdminNav current={current} />
    </>
  );
}

function AdminNav({ current }: { current: Current }) {
  return (
    <nav
      aria-label="Administration"
      className="flex flex-wrap gap-x-4 gap-y-1 border-line border-b px-4 py-2.5 text-sm md:px-6"
    >
      {PAGES.map(({ label, href }) => (
        <Link
          key={href}
          href={href as Route}
          aria-current={href === current ? "page" : undefined}
          className={cn("text-muted hover:text-ink", href === current && "font-medium text-ink")}
        >
          {label} {href === "/admin/requests" && <OpenRequestsCount />}
        </Link>
      ))}
    </nav>
  );
}
