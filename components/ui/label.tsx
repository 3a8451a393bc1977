import type { ReactNode } from "react";
import { cn } from "./cn";

type LabelProps = { htmlFor: string; className?: string; children: ReactNode };

export function Label({ htmlFor, className, children }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={cn("block font-medium text-sm", className)}>
      {children}
    </label>
  );
}
