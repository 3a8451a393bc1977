"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** The thread could not be shown. Nothing that was sent is lost: it is stored before anything is answered. */
export default function ThreadError({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter();

  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }

  return (
    <>
      <PageHeader title="Something went wrong" />
      <EmptyState title="This thread could not be shown" action={<Button onClick={again}>Try again</Button>}>
        Nothing you sent is lost. If it happens again, tell an admin.
      </EmptyState>
    </>
  );
}
