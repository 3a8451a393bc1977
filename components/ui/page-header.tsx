import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** Quiet words or badges right after the title. */
  beside?: ReactNode;
  actions?: ReactNode;
};

/**
 * The bar on top of every page. Its left end is free for the shell's button where the sidebar is not there; on a phone
 * it stays there, so that this button is never on top of the words of the page.
 */
export function PageHeader({ title, beside, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-line border-b bg-ground py-2 pr-4 pl-[60px] max-md:sticky max-md:top-0 max-md:z-10 md:px-6 md:in-data-[sidebar=closed]:pl-[60px]">
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <h1 className="truncate font-semibold text-base">{title}</h1>
        {beside}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap items-center justify-end gap-2">{actions}</div>}
    </header>
  );
}
