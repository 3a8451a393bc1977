"use client";

import { Failure, type FailureProps } from "@/components/ui/failure";

/** Keeps the shell around a page that failed. */
export default function WorkspaceError(props: FailureProps) {
  return <Failure {...props} />;
}
