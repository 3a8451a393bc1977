import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

type NothingHereProps = {
  children?: ReactNode;
  /** Beside the sidebar, where every page has a bar on top. */
  barred?: boolean;
};

/** For an address that leads nowhere; what belongs to somebody else looks the same. */
export function NothingHere({
  children = "It may have been deleted, or it belongs to somebody else.",
  barred,
}: NothingHereProps) {
  return (
    <>
      {barred ? <PageHeader title="Not found" /> : <h1 className="sr-only">Not found</h1>}
      <EmptyState
        title="There is nothing at this address"
        action={
          <Button asChild variant="outline">
            <Link href="/">Go to your threads</Link>
          </Button>
        }
      >
        {children}
      </EmptyState>
    </>
  );
}
