CREATE TABLE "budget_top_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"budget_id" uuid NOT NULL,
	"subject_id" text DEFAULT '' NOT NULL,
	"amount" bigint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_top_ups_amount" CHECK ("budget_top_ups"."amount" > 0 and "budget_top_ups"."ends_at" > "budget_top_ups"."starts_at")
);--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "outbox_key" UNIQUE("kind","key")
);--> statement-breakpoint
CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"models" text[],
	"input_tokens_max" integer,
	"output_tokens_max" integer,
	"request_pico_usd_max" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_positive" CHECK ("plans"."input_tokens_max" > 0 and "plans"."output_tokens_max" > 0 and "plans"."request_pico_usd_max" > 0)
);--> statement-breakpoint
CREATE TABLE "unpriced_models" (
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"allowed_by" uuid NOT NULL,
	"allowed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unpriced_models_provider_model_pk" PRIMARY KEY("provider","model")
);--> statement-breakpoint
ALTER TABLE "budgets" DROP CONSTRAINT "budgets_scope";--> statement-breakpoint
ALTER TABLE "budget_periods" DROP CONSTRAINT "budget_periods_not_negative";--> statement-breakpoint
ALTER TABLE "budgets" DROP CONSTRAINT "budgets_limit";--> statement-breakpoint
ALTER TABLE "budgets" DROP CONSTRAINT "budgets_period";--> statement-breakpoint
ALTER TABLE "reservation_budgets" DROP CONSTRAINT "reservation_budgets_reservation_id_reservations_id_fk";--> statement-breakpoint
ALTER TABLE "reservation_budgets" DROP CONSTRAINT "reservation_budgets_budget_id_budgets_id_fk";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_run_id_runs_id_fk";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_user_id_users_id_fk";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_thread_id_threads_id_fk";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_price_id_prices_id_fk";--> statement-breakpoint
DROP INDEX "entries_run";--> statement-breakpoint
DROP INDEX "reservation_budgets_period";--> statement-breakpoint
DROP INDEX "runs_one_active";--> statement-breakpoint
DROP INDEX "threads_sidebar";--> statement-breakpoint
ALTER TABLE "budget_periods" DROP CONSTRAINT "budget_periods_budget_id_starts_at_pk";--> statement-breakpoint
ALTER TABLE "usage_days" DROP CONSTRAINT "usage_days_user_id_day_provider_model_purpose_pk";--> statement-breakpoint
ALTER TABLE "budgets" ALTER COLUMN "scope_id" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "entries" ALTER COLUMN "price_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "price_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_periods" RENAME COLUMN "spent_pico_usd" TO "spent_amount";--> statement-breakpoint
ALTER TABLE "budget_periods" RENAME COLUMN "reserved_pico_usd" TO "reserved_amount";--> statement-breakpoint
ALTER TABLE "budgets" RENAME COLUMN "limit_pico_usd" TO "limit_amount";--> statement-breakpoint
ALTER TABLE "budget_periods" ADD COLUMN "subject_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_periods" ADD CONSTRAINT "budget_periods_budget_id_subject_id_starts_at_pk" PRIMARY KEY("budget_id","subject_id","starts_at");--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "unit" text DEFAULT 'usd' NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "on_limit" text DEFAULT 'block' NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "downgrade_to" text;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "thresholds" integer[] DEFAULT '{50,80,95}' NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "reservation_budgets" ADD COLUMN "subject_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reservation_budgets" ADD COLUMN "amount" bigint;--> statement-breakpoint
UPDATE "reservation_budgets" b SET "amount" = r."amount_pico_usd" FROM "reservations" r WHERE r."id" = b."reservation_id";--> statement-breakpoint
ALTER TABLE "reservation_budgets" ALTER COLUMN "amount" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "api_key_id" uuid;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "assistant_id" uuid;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "service_tier" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "in_budgets" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "adjusted_by" uuid;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "adjusted_why" text;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "batch_permille" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "flex_permille" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "api_key_id" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "assistant_id" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "service_tier" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "cached_input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "cache_write_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "output_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "reasoning_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "cost_pico_usd" bigint;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "certainty" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "certainty_reason" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "ask_again_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "asked" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "api_key_id" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "requested_model" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "downgrade_reason" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "api_key_id" uuid;--> statement-breakpoint
ALTER TABLE "budget_top_ups" ADD CONSTRAINT "budget_top_ups_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_top_ups" ADD CONSTRAINT "budget_top_ups_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unpriced_models" ADD CONSTRAINT "unpriced_models_allowed_by_users_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_top_ups_budget" ON "budget_top_ups" USING btree ("budget_id","ends_at");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("created_at") WHERE "outbox"."delivered_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_delivered" ON "outbox" USING btree ("delivered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "departments_name" ON "departments" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "plans_name" ON "plans" USING btree (lower("name"));--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_adjusted_by_users_id_fk" FOREIGN KEY ("adjusted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_corrections" ON "entries" USING btree ("attempt_id") WHERE "entries"."kind" = 'adjustment';--> statement-breakpoint
CREATE INDEX "entries_thread" ON "entries" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "entries_adjustments" ON "entries" USING btree ("recorded_at") WHERE "entries"."kind" = 'adjustment';--> statement-breakpoint
CREATE INDEX "users_department" ON "users" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "users_plan" ON "users" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "attempts_to_ask" ON "attempts" USING btree ("ask_again_at") WHERE "attempts"."ask_again_at" is not null;--> statement-breakpoint
CREATE INDEX "attempts_not_exact" ON "attempts" USING btree ("ended_at") WHERE "attempts"."certainty" <> 'exact';--> statement-breakpoint
CREATE INDEX "reservation_budgets_period" ON "reservation_budgets" USING btree ("budget_id","subject_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_active" ON "runs" USING btree ("thread_id") WHERE "runs"."status" in ('queued', 'in_progress', 'requires_action', 'cancelling') and "runs"."api_key_id" is null;--> statement-breakpoint
CREATE INDEX "threads_sidebar" ON "threads" USING btree ("user_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_scope" UNIQUE NULLS NOT DISTINCT("scope","scope_id","period","unit","on_limit");--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_key" UNIQUE NULLS NOT DISTINCT("user_id","day","provider","model","purpose","department_id");--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_api_key_id_unique" UNIQUE("api_key_id");--> statement-breakpoint
ALTER TABLE "budget_periods" ADD CONSTRAINT "budget_periods_not_negative" CHECK ("budget_periods"."spent_amount" >= 0 and "budget_periods"."reserved_amount" >= 0);--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_unit" CHECK ("budgets"."unit" in ('usd', 'tokens', 'messages'));--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_on_limit" CHECK ("budgets"."on_limit" in ('block', 'downgrade', 'notify'));--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_downgrade_to" CHECK (("budgets"."on_limit" = 'downgrade') = ("budgets"."downgrade_to" is not null));--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_limit" CHECK ("budgets"."limit_amount" >= 0);--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_period" CHECK ("budgets"."period" in ('day', 'week', 'month', 'total'));--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_adjusted_why" CHECK (("entries"."kind" = 'adjustment') = ("entries"."adjusted_why" is not null) and ("entries"."in_budgets" or "entries"."kind" = 'adjustment'));--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_factors" CHECK ("prices"."batch_permille" between 0 and 1000 and "prices"."flex_permille" between 0 and 1000);--> statement-breakpoint
UPDATE "attempts" a SET "input_tokens" = e."input_tokens", "cached_input_tokens" = e."cached_input_tokens", "cache_write_tokens" = e."cache_write_tokens",
  "output_tokens" = e."output_tokens", "reasoning_tokens" = e."reasoning_tokens", "cost_pico_usd" = e."cost_pico_usd", "certainty" = e."certainty", "certainty_reason" = e."certainty_reason"
  FROM "entries" e WHERE e."attempt_id" = a."id";--> statement-breakpoint
WITH "examples"("name", "models", "input_max", "output_max", "messages") AS (VALUES
  ('Free', ARRAY['gpt-4o-mini', 'demo-model'], 2000, 500, 100),
  ('Basic', ARRAY['gpt-4o-mini', 'gpt-4o', 'demo-model'], 2000, 1000, 1000),
  ('Premium', ARRAY['gpt-4o-mini', 'gpt-4o', 'claude-opus-4-5', 'demo-model'], 2000, 2000, 10000)),
"made" AS (
  INSERT INTO "plans" ("id", "name", "models", "input_tokens_max", "output_tokens_max")
  SELECT gen_random_uuid(), "name", "models", "input_max", "output_max" FROM "examples" RETURNING "id", "name")
INSERT INTO "budgets" ("id", "scope", "scope_id", "period", "unit", "limit_amount")
SELECT gen_random_uuid(), 'plan', "made"."id"::text, 'month', 'messages', "examples"."messages" FROM "made" JOIN "examples" USING ("name");
