import { MessageSquareDashed } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function ThreadNotFound() {
  return (
    <>
      <PageHeader title="Thread not found" />
      <EmptyState
        icon={<MessageSquareDashed />}
        title="This thread does not exist or was deleted"
        action={
          <Button asChild>
            <Link href="/">Begin a new thread</Link>
          </Button>
        }
      >
        What it cost is still in your totals.
      </EmptyState>
    </>
  );
}
