import type { Route } from "next";
import Link from "next/link";
import type { AssistantActions } from "@/components/assistants/types";
import { bareName, visibilityWords } from "@/components/assistants/words";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { SelectCell, SelectHeader } from "@/components/ui/selection/select-box";
import { Selection } from "@/components/ui/selection/selection";
import {
  OptionsHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import type { AssistantItem } from "@/lib/assistants/types";
import { NARROW_ONLY, WIDE_ONLY } from "../budgets/wide";
import { AssistantBulk, type AssistantBulkActions } from "./assistant-bulk";
import { AssistantMenu } from "./assistant-menu";

type AssistantTableProps = {
  assistants: AssistantItem[];
  actions: AssistantActions;
  bulk: AssistantBulkActions;
};

/** Shared assistants, who made them and who sees them. */
export function AssistantTable({ assistants, actions, bulk }: AssistantTableProps) {
  return (
    <Selection rows={assistants.map(({ id, name }) => ({ id, name }))}>
      <AssistantBulk actions={bulk} />
      <div className="@container">
        <Table label="Shared assistants">
          <TableHead>
            <TableRow className="last:border-b">
              <SelectHeader />
              <TableHeader>Assistant</TableHeader>
              <TableHeader className={WIDE_ONLY}>Made by</TableHeader>
              <TableHeader className={WIDE_ONLY}>Seen by</TableHeader>
              <TableHeader className={WIDE_ONLY}>Model</TableHeader>
              <OptionsHeader className="relative" />
            </TableRow>
          </TableHead>
          <TableBody>
            {assistants.map((assistant) => (
              <AssistantRow key={assistant.id} assistant={assistant} actions={actions} />
            ))}
          </TableBody>
        </Table>
      </div>
    </Selection>
  );
}

function AssistantRow({ assistant, actions }: { assistant: AssistantItem; actions: AssistantActions }) {
  const { id, name, description, makerName, model, archived } = assistant;
  const facts = { maker: makerName, seenBy: visibilityWords(assistant), model: modelOf(model) };
  const told = Object.values(facts);
  return (
    <TableRow className={archived ? "text-muted" : ""}>
      <SelectCell id={id} name={name} />
      <TableCell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/assistants/${id}` as Route}
            prefetch={false}
            className="wrap-anywhere font-medium hover:underline"
          >
            {name}
          </Link>
          {archived && <Badge>Archived</Badge>}
        </span>
        <span className="wrap-anywhere block max-w-md text-muted text-xs">{description}</span>
        <span className={cn(NARROW_ONLY, "wrap-anywhere mt-1 block text-muted text-xs")}>
          {(model === null ? told.slice(0, 2) : told).join(" · ")}
        </span>
      </TableCell>
      {Object.entries(facts).map(([column, fact]) => (
        <TableCell key={column} className={cn(WIDE_ONLY, "wrap-anywhere")}>
          {fact}
        </TableCell>
      ))}
      <TableCell numeric>
        <AssistantMenu assistant={assistant} actions={actions} />
      </TableCell>
    </TableRow>
  );
}

function modelOf(model: string | null): string {
  return model === null ? "The member’s choice" : bareName(model);
}
