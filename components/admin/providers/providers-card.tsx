"use client";

import { Plug } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Selection } from "@/components/ui/selection/selection";
import { ProviderBulk, type ProviderBulkActions } from "./provider-bulk";
import { ProviderRow } from "./provider-row";
import type { ProviderActions, ProviderCard } from "./types";

type ProvidersCardProps = {
  providers: ProviderCard[];
  /** Whose prices the price book has for each of their names. */
  books: Record<string, readonly string[]>;
  timeZone: string;
  actions: ProviderActions;
  bulk: ProviderBulkActions;
  isFiltered: boolean;
  /** Above the list. */
  filters: ReactNode;
  /** Under it. */
  pages: ReactNode;
};

const ProviderDialog = dynamic(() => import("./provider-dialog").then((module) => module.ProviderDialog), {
  ssr: false,
});

/** Who answers, with the state of each. */
export function ProvidersCard(props: ProvidersCardProps) {
  const { actions, isFiltered, providers, filters, pages } = props;
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
      {filters}
      {providers.length === 0 ? (
        <Nothing isFiltered={isFiltered} />
      ) : (
        <List {...props} onReplace={setEdited} />
      )}
      {pages}
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

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={<Plug />} title="No provider matches">
      Search for a part of its name or of its address, or clear the filter.
    </EmptyState>
  ) : (
    <EmptyState icon={<Plug />} title="No providers yet">
      Add one with its key, so that there are models to choose.
    </EmptyState>
  );
}

type ListProps = ProvidersCardProps & { onReplace: (provider: ProviderCard) => void };

function List({ providers, books, timeZone, actions, bulk, onReplace }: ListProps) {
  const changeable = providers.filter(({ fromEnvironment }) => !fromEnvironment);
  return (
    <Selection rows={changeable.map(({ providerId, name }) => ({ id: providerId, name }))}>
      <ProviderBulk actions={bulk} />
      <ul aria-label="Providers" className="-mb-3 divide-y divide-line">
        {providers.map((provider) => (
          <ProviderRow
            key={provider.providerId}
            provider={provider}
            books={books[provider.name] ?? []}
            timeZone={timeZone}
            actions={actions}
            isSelectable={changeable.length > 0}
            onReplace={() => onReplace(provider)}
          />
        ))}
      </ul>
    </Selection>
  );
}
