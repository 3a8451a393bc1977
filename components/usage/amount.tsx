import { formatUsd, type PicoUsd, toDecimalUsd, type UsdDigits } from "@/lib/money";

type AmountProps = {
  value: PicoUsd;
  /** The part of the amount that is not exact; anything above zero is told by ≈. */
  estimated?: PicoUsd;
  /** In a column: as many decimals as its other amounts have. */
  digits?: UsdDigits | undefined;
};

/** Dollars for a person, with every decimal of them for a machine and on hover. */
export function Amount({ value, estimated = 0n, digits }: AmountProps) {
  const exact = toDecimalUsd(value);
  return (
    <data value={exact} title={`$${exact}`} className="whitespace-nowrap tabular-nums">
      {estimated > 0n && (
        <abbr title="Partly estimated" className="mr-0.5 no-underline">
          ≈
        </abbr>
      )}
      {formatUsd(value, digits)}
    </data>
  );
}
