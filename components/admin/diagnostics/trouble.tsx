import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";

type TroubleProps = {
  title: string;
  /** What was looked at, in a sentence. */
  description: ReactNode;
  /** The menu of its file. */
  file?: ReactNode;
  /** What changes it. */
  lever: ReactNode;
  children: ReactNode;
};

/** One trouble: its figures, the calls behind it, and the lever that changes it. */
export function Trouble({ title, description, file, lever, children }: TroubleProps) {
  return (
    <Card aria-label={title}>
      <CardHeader title={title} description={description} actions={file} />
      <div className="space-y-4">{children}</div>
      <p className="mt-4 border-line border-t pt-4 text-sm">
        <strong className="font-medium">What changes it: </strong>
        {lever}
      </p>
    </Card>
  );
}

/** Nothing to worry about, or nothing to say yet. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className="text-sm">{children}</p>;
}

export function LeverLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href as Route} className="underline underline-offset-2">
      {children}
    </Link>
  );
}
