CREATE TABLE "report_calls" (
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"sent_before" bigint,
	CONSTRAINT "report_calls_day_kind_entry_id_pk" PRIMARY KEY("day","kind","entry_id")
);
--> statement-breakpoint
CREATE TABLE "report_habits" (
	"day" date NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"answers" integer NOT NULL,
	"input" bigint NOT NULL,
	"cost" bigint NOT NULL,
	"long_answers" integer NOT NULL,
	"long_input" bigint NOT NULL,
	"long_cost" bigint NOT NULL,
	"short_answers" integer NOT NULL,
	"short_input" bigint NOT NULL,
	"short_output" bigint NOT NULL,
	"short_cost" bigint NOT NULL,
	"repeated" bigint NOT NULL,
	"repeated_cached" bigint NOT NULL,
	"members" uuid[] NOT NULL,
	"short_members" uuid[] NOT NULL,
	CONSTRAINT "report_habits_day_provider_model_pk" PRIMARY KEY("day","provider","model")
);
--> statement-breakpoint
CREATE TABLE "integrity_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"verdict" jsonb
);
--> statement-breakpoint
CREATE TABLE "report_model_days" (
	"day" date NOT NULL,
	"department_id" uuid,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"purpose" text NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"answers" integer DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"cached_input_tokens" bigint DEFAULT 0 NOT NULL,
	"cache_write_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"reasoning_tokens" bigint DEFAULT 0 NOT NULL,
	"cost_pico_usd" bigint DEFAULT 0 NOT NULL,
	"estimated_pico_usd" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "report_model_days_key" UNIQUE NULLS NOT DISTINCT("day","provider","model","purpose","department_id")
);
--> statement-breakpoint
ALTER TABLE "report_seals" ADD COLUMN "diagnosed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "report_calls" ADD CONSTRAINT "report_calls_day_report_seals_day_fk" FOREIGN KEY ("day") REFERENCES "public"."report_seals"("day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_habits" ADD CONSTRAINT "report_habits_day_report_seals_day_fk" FOREIGN KEY ("day") REFERENCES "public"."report_seals"("day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrity_checks" ADD CONSTRAINT "integrity_checks_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_model_days" ADD CONSTRAINT "report_model_days_day_report_seals_day_fk" FOREIGN KEY ("day") REFERENCES "public"."report_seals"("day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "integrity_checks_open" ON "integrity_checks" USING btree ((true)) WHERE "integrity_checks"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "integrity_checks_finished" ON "integrity_checks" USING btree ("finished_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "entries_overruns" ON "entries" USING btree ("attempt_id") WHERE "entries"."overrun_pico_usd" <> 0;--> statement-breakpoint
-- by hand: the days that are sealed already
INSERT INTO "report_model_days" ("day", "department_id", "provider", "model", "purpose", "calls", "answers", "input_tokens", "cached_input_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_pico_usd", "estimated_pico_usd")
SELECT "day", "department_id", "provider", "model", "purpose", sum("calls"), sum("answers"), sum("input_tokens"), sum("cached_input_tokens"), sum("cache_write_tokens"), sum("output_tokens"), sum("reasoning_tokens"), sum("cost_pico_usd"), sum("estimated_pico_usd")
FROM "report_cells" GROUP BY 1, 2, 3, 4, 5;
