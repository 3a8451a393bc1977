"use client";

import { Plug } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProviderRow } from "./provider-row";
import type { ProviderActions, ProviderCard } from "./types";

type ProvidersCardProps = {
  providers: ProviderCard[];
  /** Whose prices the price book has for each of their names. */
  books: Record<string, readonly string[]>;
  timeZone: string;
  actions: ProviderActions;
};

const ProviderDialog = dynamic(() => import("./provider-dialog").then((module) => module.ProviderDialog), {
  ssr: false,
});

/** Who answers, with the state of each. */
export function ProvidersCard({ providers, books, timeZone, actions }: ProvidersCardProps) {
  const [edited, setEdited] = useState<ProviderCard | "new" | null>(null);
  return (
    <Card>
      <CardHeader
        title="Providers"
        description="Whose models are offered. Keys are kept encrypted and never shown again."
        actions={
          <Button size="pill" onClick={() => setEdited("new")}>
            Add provider
          </Button>
        }
      />
      {providers.length === 0 ? (
        <EmptyState icon={<Plug />} title="No providers yet">
          Add one with its key, so that there are models to choose.
        </EmptyState>
      ) : (
        <ul aria-label="Providers" className="-my-3 divide-y divide-line">
          {providers.map((provider) => (
            <ProviderRow
              key={provider.providerId}
              provider={provider}
              books={books[provider.name] ?? []}
              timeZone={timeZone}
              actions={actions}
              onReplace={() => setEdited(provider)}
            />
          ))}
        </ul>
      )}
      {edited && (
        <ProviderDialog
          provider={edited === "new" ? null : edited}
          actions={actions}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}
