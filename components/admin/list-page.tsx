import type { ComponentProps, ReactNode } from "react";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { AdminHeader } from "./admin-header";

type ListPageProps = Pick<ComponentProps<typeof AdminHeader>, "title" | "current"> & {
  file: Pick<ComponentProps<typeof ExportMenu>, "csv" | "pdf">;
  /** What of the address was not understood. */
  problem: string | null;
  card: Omit<ComponentProps<typeof CardHeader>, "children">;
  filters: ReactNode;
  pages: Omit<ComponentProps<typeof PageLinks>, "className">;
  children: ReactNode;
};

/** An administration page of one list: its file in the bar, and its filters, rows and pages in a card. */
export function ListPage({ title, current, file, problem, card, filters, pages, children }: ListPageProps) {
  return (
    <>
      <AdminHeader title={title} current={current} actions={<ExportMenu {...file} />} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader {...card} />
          {filters}
          {children}
          <PageLinks {...pages} className="mt-4" />
        </Card>
      </div>
    </>
  );
}
