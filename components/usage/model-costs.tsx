import { counted } from "@/components/charts/words";
import { Card, CardHeader } from "@/components/ui/card";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { MemberReport, ModelSum, PurposeSum, UnpricedUse } from "@/lib/reports/types";
import { KnownCost } from "./known-cost";
import { purposesWord } from "./purpose-words";
import { SumTable } from "./sum-table";
import { purposeCalls, unpricedCalls } from "./unpriced-calls";

type ModelCostsProps = { month: MemberReport["month"]; unpriced: readonly UnpricedUse[] };

/** The month by model, and by what the calls were for: titles and what else is not an answer in lines of their own. */
export function ModelCosts({ month, unpriced }: ModelCostsProps) {
  const unpricedOf = unpricedCalls(unpriced);
  const rows = month.models.map((sum) => ({
    id: `${sum.provider}/${sum.model}`,
    name: <ModelName {...sum} />,
    sum,
    unpriced: unpricedOf(`${sum.provider}/${sum.model}`),
  }));
  const purposeOf = purposeCalls(unpriced);
  const digits = columnDigits(month.purposes.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Card>
      <CardHeader title="By model" />
      <SumTable label="Cost by model" of="Model" rows={rows} />
      <h3 className="mt-4 text-muted text-sm">What the calls were for</h3>
      <dl className="mt-1 text-sm">
        {month.purposes.map((purpose) => (
          <Purpose
            key={purpose.purpose}
            sum={purpose}
            unpriced={purposeOf(purpose.purpose)}
            digits={digits}
          />
        ))}
      </dl>
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

type PurposeProps = { sum: PurposeSum; unpriced: number; digits: UsdDigits };

function Purpose({ sum, unpriced, digits }: PurposeProps) {
  return (
    <div className="flex justify-between gap-3 border-line border-b py-2 last:border-b-0">
      <dt>
        {purposesWord(sum.purpose)} <span className="text-muted">{counted(sum.calls, "call")}</span>
      </dt>
      <dd className="text-right">
        <KnownCost sum={sum} unpriced={unpriced} digits={digits} />
      </dd>
    </div>
  );
}
