CREATE TABLE "budget_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"budget_id" uuid,
	"amount" bigint NOT NULL,
	"needed_until" timestamp with time zone,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"granted_amount" bigint,
	"granted_until" timestamp with time zone,
	"answer" text,
	"seen_at" timestamp with time zone,
	CONSTRAINT "budget_requests_amount" CHECK ("budget_requests"."amount" > 0 and ("budget_requests"."granted_amount" is null or "budget_requests"."granted_amount" > 0)),
	CONSTRAINT "budget_requests_state" CHECK ("budget_requests"."state" in ('open', 'withdrawn', 'approved', 'declined')),
	CONSTRAINT "budget_requests_decided" CHECK (("budget_requests"."state" in ('approved', 'declined')) = ("budget_requests"."decided_by" is not null)
        and ("budget_requests"."decided_by" is null) = ("budget_requests"."decided_at" is null)
        and ("budget_requests"."state" = 'approved') = ("budget_requests"."granted_amount" is not null))
);
--> statement-breakpoint
ALTER TABLE "budget_requests" ADD CONSTRAINT "budget_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_requests" ADD CONSTRAINT "budget_requests_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_requests" ADD CONSTRAINT "budget_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "budget_requests_open" ON "budget_requests" USING btree ("user_id") WHERE "budget_requests"."state" = 'open';--> statement-breakpoint
CREATE INDEX "budget_requests_waiting" ON "budget_requests" USING btree ("created_at","id") WHERE "budget_requests"."state" = 'open';--> statement-breakpoint
CREATE INDEX "budget_requests_user" ON "budget_requests" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "budget_requests_budget" ON "budget_requests" USING btree ("budget_id");