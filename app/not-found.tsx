import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center justify-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing at this address"
        action={
          <Button asChild variant="outline">
            <Link href="/">Go to your threads</Link>
          </Button>
        }
      >
        It may have been deleted, or it belongs to somebody else.
      </EmptyState>
    </main>
  );
}
