import { LimitsTable } from "@/components/admin/budgets/limits-table";
import type { MemberLimit } from "@/components/admin/budgets/types";
import { Card, CardHeader } from "@/components/ui/card";
import type { FormAction } from "@/components/ui/use-form-action";
import { toDecimalUsd } from "@/lib/money";
import { OwnLimitForm } from "./own-limit-form";

type MyLimitsProps = {
  limits: MemberLimit[];
  timeZone: string;
  setOwn: FormAction<{ message: string }>;
};

/** Every limit that holds for a member, where it comes from, and the one that they set for themself. */
export function MyLimits({ limits, timeZone, setOwn }: MyLimitsProps) {
  const own = (period: MemberLimit["period"]) => {
    const limit = limits.find((one) => one.scope === "self" && one.period === period && one.unit === "usd");
    return limit ? toDecimalUsd(limit.limit) : "";
  };
  return (
    <Card id="limits">
      <CardHeader
        title="My limits"
        description={`What holds for you now, and where it comes from. Times are in ${timeZone}.`}
      />
      {limits.length === 0 ? (
        <p className="text-muted text-sm">Nothing limits what you spend.</p>
      ) : (
        <LimitsTable limits={limits} timeZone={timeZone} />
      )}
      <div className="mt-5 space-y-3 border-line border-t pt-5">
        <p className="text-muted text-sm">
          Set a lower limit for yourself; an empty field takes it away. It never raises what your admins
          allow.
        </p>
        <OwnLimitForm action={setOwn} limits={{ month: own("month"), day: own("day") }} />
      </div>
    </Card>
  );
}
