import type { Metadata } from "next";
import { NothingHere } from "@/components/people/nothing-here";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center justify-center">
      <NothingHere />
    </main>
  );
}
