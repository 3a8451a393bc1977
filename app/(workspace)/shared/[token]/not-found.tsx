import { Link2Off } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function SharedNotFound() {
  return (
    <>
      <PageHeader title="Not shared" />
      <EmptyState
        icon={<Link2Off />}
        title="This thread is not shared, or not any more"
        action={
          <Button asChild>
            <Link href="/">Begin a new thread</Link>
          </Button>
        }
      >
        Ask whoever sent you the link for a new one.
      </EmptyState>
    </>
  );
}
