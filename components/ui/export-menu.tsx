"use client";

import { Download } from "lucide-react";
import { buttonStyles } from "./button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "./dropdown-menu";

type ExportMenuProps = {
  csv: string;
  pdf: string;
  /** What is saved, where a page has several. */
  of?: string;
  size?: "sm" | "pill";
};

/** A view as a file, of whichever kind. */
export function ExportMenu({ csv, pdf, of, size = "pill" }: ExportMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={of && `Export ${of}`}
        className={buttonStyles({ variant: "outline", size, className: "print:hidden" })}
      >
        <Download aria-hidden />
        Export
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <FileItem href={csv}>CSV, every row and column</FileItem>
        <FileItem href={pdf}>PDF, to print or hand on</FileItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function FileItem({ href, children }: { href: string; children: string }) {
  return (
    <DropdownMenuItem asChild>
      <a href={href} download>
        {children}
      </a>
    </DropdownMenuItem>
  );
}
