import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={cn("rounded-card border border-line bg-card p-5 shadow-soft", className)}
      {...props}
    />
  );
}

type CardHeaderProps = { title: string; description?: ReactNode; actions?: ReactNode };

export function CardHeader({ title, description, actions }: CardHeaderProps) {
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-3 last:mb-0 sm:flex-nowrap sm:*:not-first:shrink-0">
      <div className="min-w-0">
        <h2 className="font-semibold">{title}</h2>
        {description && <p className="mt-0.5 text-muted text-sm">{description}</p>}
      </div>
      {actions}
    </div>
  );
}
