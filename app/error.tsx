"use client";

import { Failure, type FailureProps } from "@/components/ui/failure";

export default function ErrorPage(props: FailureProps) {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center justify-center">
      <Failure {...props} />
    </main>
  );
}
