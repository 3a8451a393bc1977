"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Keeps the shell around a page that failed. */
export default function WorkspaceError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState
        title="Something went wrong on our side"
        action={
          <Button variant="outline" onClick={reset}>
            Try again
          </Button>
        }
      >
        Nothing you wrote is lost.
        {error.digest && <span className="mt-1 block">Tell your admin this number: {error.digest}</span>}
      </EmptyState>
    </>
  );
}
