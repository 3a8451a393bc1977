import { Alert } from "@/components/ui/alert";
import type { UnpricedModel } from "@/lib/reports/types";
import { unpricedWords } from "./unpriced-words";

/** That the page's sums lack what calls without a price cost; nothing where each has one. */
export function UnpricedNotice({ unpriced }: { unpriced: readonly UnpricedModel[] }) {
  const words = unpricedWords(unpriced);
  return words && <Alert tone="warn">{words}</Alert>;
}
