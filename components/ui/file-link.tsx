import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Saves a file that a route answers. */
export function FileLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild variant="outline" size="pill">
      <a href={href} download className="print:hidden">
        <Download aria-hidden />
        <span className="max-sm:sr-only">{children}</span>
      </a>
    </Button>
  );
}
