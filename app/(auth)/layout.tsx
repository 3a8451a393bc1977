import type { ReactNode } from "react";
import { Brand } from "@/components/people/brand";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-4 py-10">
      <Brand />
      <div className="mt-6 rounded-card border border-line bg-card p-6 shadow-soft sm:p-8">{children}</div>
    </main>
  );
}
