import type { Route } from "next";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import type { UnpricedModel } from "@/lib/reports/types";
import { unpricedWords } from "./unpriced-words";

type UnpricedNoticeProps = {
  unpriced: readonly UnpricedModel[];
  /** Only admins can do something about it. */
  isAdmin: boolean;
};

/** That the page's sums lack what calls without a price cost; nothing where each has one. */
export function UnpricedNotice({ unpriced, isAdmin }: UnpricedNoticeProps) {
  const words = unpricedWords(unpriced);
  if (words === null) return null;
  const link = <Link href={"/admin/models" as Route}>Set a price</Link>;
  return (
    <Alert tone="warn" action={isAdmin && link}>
      {words}
    </Alert>
  );
}
