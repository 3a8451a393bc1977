import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const alertStyles = cva("flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-control px-4 py-2.5 text-sm", {
  variants: {
    tone: { info: "bg-panel text-ink", warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad" },
  },
  defaultVariants: { tone: "info" },
});

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert };

type AlertProps = VariantProps<typeof alertStyles> & {
  children: ReactNode;
  /** A link or button at the right end. */
  action?: ReactNode;
  className?: string;
  id?: string;
};

/** A banner in words. `bad` interrupts a screen reader, the others wait their turn. */
export function Alert({ tone, children, action, className, id }: AlertProps) {
  const Icon = ICONS[tone ?? "info"];
  return (
    <div id={id} role={tone === "bad" ? "alert" : "status"} className={cn(alertStyles({ tone }), className)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action && (
        <div className="shrink-0 font-medium max-sm:basis-full max-sm:pl-7 [&_a]:underline [&_a]:underline-offset-2">
          {action}
        </div>
      )}
    </div>
  );
}
