"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button, type ButtonProps } from "./button";

const SHOWN_MS = 2000;

type CopyButtonProps = Omit<ButtonProps, "onClick" | "children"> & { text: string; label?: string };

export function CopyButton({
  text,
  label = "Copy",
  variant = "outline",
  size = "sm",
  ...props
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      toast.error("Your browser did not allow copying. Select the text and copy it by hand.");
    }
  }
  return (
    <Button variant={variant} size={size} onClick={copy} {...props}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}
