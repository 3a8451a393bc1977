"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { WaitingRequest } from "@/lib/budgets/types";
import type { DecisionActions } from "./request-list";

const DecisionDialog = dynamic(() => import("./decision-dialog").then((module) => module.DecisionDialog), {
  ssr: false,
});

type RequestButtonsProps = { request: WaitingRequest; actions: DecisionActions; timeZone: string };

/** The two answers to a request; each asks for what belongs to it. */
export function RequestButtons({ request, actions, timeZone }: RequestButtonsProps) {
  const [asked, setAsked] = useState<"approve" | "decline" | null>(null);
  const { name } = request.member;
  return (
    <div className="flex gap-2">
      {request.standing && (
        <Button size="sm" aria-label={`Approve the request of ${name}`} onClick={() => setAsked("approve")}>
          Approve
        </Button>
      )}
      <Button
        size="sm"
        variant="outline"
        aria-label={`Decline the request of ${name}`}
        onClick={() => setAsked("decline")}
      >
        Decline
      </Button>
      {asked && (
        <DecisionDialog
          request={request}
          decision={asked}
          action={actions[asked]}
          timeZone={timeZone}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
