"use client";

import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Not modal: the page behind stays readable for screen readers while the menu is open. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

export const DropdownMenuTrigger = Radix.Trigger;

const contentStyles = "z-50 min-w-44 rounded-control border border-line bg-card p-1 shadow-soft";

type ContentProps = ComponentProps<typeof Radix.Content> & {
  /** Where in the page it lies; the end of the body unless told otherwise. */
  container?: HTMLElement | null | undefined;
};

export function DropdownMenuContent({ className, container, ...props }: ContentProps) {
  return (
    <Radix.Portal container={container}>
      <Radix.Content
        sideOffset={6}
        align="end"
        collisionPadding={8}
        className={cn(contentStyles, className)}
        {...props}
      />
    </Radix.Portal>
  );
}

const itemStyles =
  "flex cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";

type ItemProps = ComponentProps<typeof Radix.Item> & { tone?: "plain" | "bad" };

export function DropdownMenuItem({ className, tone = "plain", ...props }: ItemProps) {
  return <Radix.Item className={cn(itemStyles, tone === "bad" && "text-bad", className)} {...props} />;
}

export const DropdownMenuSub = Radix.Sub;

export function DropdownMenuSubTrigger({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.SubTrigger>) {
  return (
    <Radix.SubTrigger className={cn(itemStyles, "data-[state=open]:bg-hover", className)} {...props}>
      {children}
      <ChevronRight aria-hidden className="ml-auto text-muted" />
    </Radix.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Radix.SubContent>) {
  return (
    <Radix.Portal>
      <Radix.SubContent
        collisionPadding={8}
        className={cn(contentStyles, "max-h-80 overflow-y-auto", className)}
        {...props}
      />
    </Radix.Portal>
  );
}

export function DropdownMenuRadioGroup(props: ComponentProps<typeof Radix.RadioGroup>) {
  return <Radix.RadioGroup {...props} />;
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemStyles, "justify-between", className)} {...props}>
      {children}
      <Radix.ItemIndicator>
        <Check aria-hidden className="text-accent" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2.5 py-1.5 text-muted text-xs", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("my-1 h-px bg-line", className)} {...props} />;
}
