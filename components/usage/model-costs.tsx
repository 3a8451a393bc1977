import { counted, tokensLabel } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { MemberMonth, ModelSum, PurposeSum, UsageSum } from "@/lib/reports/types";
import { Amount } from "./amount";
import { SumTable } from "./sum-table";

/** The month by model, by what the calls were for, and by kind of token. */
export function ModelCosts({ month }: { month: MemberMonth }) {
  const rows = month.models.map((sum) => ({
    id: `${sum.provider}/${sum.model}`,
    name: <ModelName {...sum} />,
    sum,
  }));
  const digits = columnDigits(month.purposes.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Card>
      <CardHeader title="By model" />
      <SumTable label="Cost by model" of="Model" rows={rows} />
      <h3 className="mt-4 text-muted text-sm">What the calls were for</h3>
      <dl className="mt-1 text-sm">
        {month.purposes.map((purpose) => (
          <Purpose key={purpose.purpose} {...purpose} digits={digits} />
        ))}
      </dl>
      <TokenLine total={month.total} />
    </Card>
  );
}

function ModelName({ provider, model }: ModelSum) {
  return (
    <>
      {model} <span className="text-muted">{provider === "demo" ? "simulated cost" : provider}</span>
    </>
  );
}

const PURPOSES: Record<string, string> = { answer: "Answers", title: "Thread titles" };

function Purpose({
  purpose,
  calls,
  costPicoUsd,
  estimatedPicoUsd,
  digits,
}: PurposeSum & { digits: UsdDigits }) {
  return (
    <div className="flex justify-between gap-3 border-line border-b py-2 last:border-b-0">
      <dt>
        {PURPOSES[purpose] ?? purpose} <span className="text-muted">{counted(calls, "call")}</span>
      </dt>
      <dd>
        <Amount value={costPicoUsd} estimated={estimatedPicoUsd} digits={digits} />
      </dd>
    </div>
  );
}

function TokenLine({ total }: { total: UsageSum }) {
  return (
    <p className="mt-3 text-muted text-sm">
      {tokensLabel(total.inputTokens)} tokens in, of which {tokensLabel(total.cachedInputTokens)} cached ·{" "}
      {tokensLabel(total.outputTokens)} out
    </p>
  );
}
