import { cn } from "./cn";

type MeterProps = {
  label: string;
  /** What a screen reader says, such as "$4.88 of $8.00". */
  valueText: string;
  /** From 0 to 1; more is drawn as full. */
  fraction: number;
  /** A second part after the first, from 0 to 1: what is held but not spent. */
  heldFraction?: number;
  className?: string;
};

const WARN_FROM = 0.8;

/** A bar of how much of a limit is used: amber from 80 %, red when full. The words beside it say it too. */
export function Meter({ label, valueText, fraction, heldFraction = 0, className }: MeterProps) {
  const used = clamp(fraction);
  const held = clamp(Math.min(heldFraction, 1 - used));
  const percent = Math.round(used * 100);
  const tone = used >= 1 ? "bg-bad" : used >= WARN_FROM ? "bg-warn" : "bg-accent";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter can be neither split in two nor coloured alike in every browser.
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className={cn("flex h-1.5 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <div className={cn("h-full rounded-full", tone)} style={{ width: `${used * 100}%` }} />
      {held > 0 && <div className={cn("h-full opacity-40", tone)} style={{ width: `${held * 100}%` }} />}
    </div>
  );
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
