import { formatUsd, type PicoUsd, toDecimalUsd } from "@/lib/money";

type AmountProps = {
  value: PicoUsd;
  /** The part of the amount that is not exact; anything above zero is told by ≈. */
  estimated?: PicoUsd;
};

/** Dollars for a person, with every decimal of them for a machine and on hover. */
export function Amount({ value, estimated = 0n }: AmountProps) {
  const exact = toDecimalUsd(value);
  return (
    <data value={exact} title={`$${exact}`} className="whitespace-nowrap tabular-nums">
      {estimated > 0n && (
        <abbr title="Partly estimated" className="mr-0.5 no-underline">
          ≈
        </abbr>
      )}
      {formatUsd(value)}
    </data>
  );
}
