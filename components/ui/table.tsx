import type { ComponentProps } from "react";
import { cn } from "./cn";

/**
 * Scrolls sideways by itself where it is wider than the page. `label` names it for screen readers. It is what hidden
 * words in its cells are placed by: by the page they would widen that.
 */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="-mx-5 relative overflow-x-auto px-5">
      <table className={cn("w-full border-collapse text-sm", className)} {...props} />
    </section>
  );
}

export function TableHead(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("border-line border-b last:border-b-0", className)} {...props} />;
}

type CellProps = { numeric?: boolean };

export function TableHeader({ className, numeric, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "px-2 py-2 text-left font-normal text-muted first:pl-0 last:pr-0 max-sm:not-first:pl-1.5 max-sm:not-last:pr-1.5",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

/** Over a column of menus: named for whoever hears the table, and empty to the eye. */
export function OptionsHeader({ className }: { className?: string }) {
  return (
    <TableHeader className={className}>
      <span className="sr-only">Options</span>
    </TableHeader>
  );
}

export function TableCell({ className, numeric, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={cn(
        "px-2 py-2.5 align-middle first:pl-0 last:pr-0 max-sm:not-first:pl-1.5 max-sm:not-last:pr-1.5",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
