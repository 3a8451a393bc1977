CREATE TABLE "alert_channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"alert_kinds" text[] NOT NULL,
	"recipients" text[] DEFAULT '{}' NOT NULL,
	"host" text,
	"sealed_url" text,
	"sealed_secret" text,
	"paused_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "alert_channels_kind" CHECK ("alert_channels"."kind" in ('email', 'slack', 'webhook')),
	CONSTRAINT "alert_channels_mail" CHECK (("alert_channels"."kind" = 'email') = (cardinality("alert_channels"."recipients") > 0)),
	CONSTRAINT "alert_channels_url" CHECK (("alert_channels"."kind" = 'email') = ("alert_channels"."sealed_url" is null)),
	CONSTRAINT "alert_channels_secret" CHECK (("alert_channels"."kind" = 'webhook') = ("alert_channels"."sealed_secret" is not null))
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"channel_id" uuid,
	"user_id" uuid,
	"recipient" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"lease_owner" uuid,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_once" UNIQUE NULLS NOT DISTINCT("alert_id","channel_id","recipient"),
	CONSTRAINT "alert_deliveries_state" CHECK ("alert_deliveries"."state" in ('waiting', 'sent', 'failed', 'cancelled')),
	CONSTRAINT "alert_deliveries_sent" CHECK (("alert_deliveries"."state" = 'sent') = ("alert_deliveries"."sent_at" is not null)),
	CONSTRAINT "alert_deliveries_whose" CHECK (("alert_deliveries"."channel_id" is null) = ("alert_deliveries"."user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "alert_marks" (
	"budget_id" uuid NOT NULL,
	"subject_id" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"percent" integer NOT NULL,
	"limit_amount" bigint NOT NULL,
	CONSTRAINT "alert_marks_budget_id_subject_id_starts_at_percent_pk" PRIMARY KEY("budget_id","subject_id","starts_at","percent")
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"thresholds" integer[] DEFAULT '{50,80,95}' NOT NULL,
	"watched_on" date,
	CONSTRAINT "alert_rules_only" CHECK ("alert_rules"."only")
);
--> statement-breakpoint
CREATE TABLE "member_alerts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"alert_kinds" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_outages" (
	"provider" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_outbox_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_channel_id_alert_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."alert_channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_alerts" ADD CONSTRAINT "member_alerts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_due" ON "alert_deliveries" USING btree ("next_try_at") WHERE "alert_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "alert_deliveries_listed" ON "alert_deliveries" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "alert_deliveries_channel" ON "alert_deliveries" USING btree ("channel_id","created_at","id");--> statement-breakpoint
CREATE INDEX "alert_deliveries_state" ON "alert_deliveries" USING btree ("state","created_at","id");--> statement-breakpoint
-- by hand
-- What fired before this stays fired: a threshold comes again only under a higher limit.
INSERT INTO "alert_marks" ("budget_id", "subject_id", "starts_at", "percent", "limit_amount")
SELECT ("payload"->>'budgetId')::uuid, "payload"->>'subjectId', ("payload"->>'startsAt')::timestamptz,
  ("payload"->>'percent')::integer, max(("payload"->>'limit')::bigint)
FROM "outbox" WHERE "kind" = 'threshold' GROUP BY 1, 2, 3, 4;
