CREATE TABLE "report_assistant_days" (
	"day" date NOT NULL,
	"assistant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
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
	CONSTRAINT "report_assistant_days_key" UNIQUE NULLS NOT DISTINCT("assistant_id","day","user_id","provider","model","purpose","department_id")
);
--> statement-breakpoint
CREATE TABLE "report_assistant_months" (
	"month" date NOT NULL,
	"assistant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
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
	CONSTRAINT "report_assistant_months_key" UNIQUE NULLS NOT DISTINCT("assistant_id","month","user_id","provider","model","purpose","department_id")
);
--> statement-breakpoint
CREATE TABLE "report_member_months" (
	"month" date NOT NULL,
	"user_id" uuid NOT NULL,
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
	CONSTRAINT "report_member_months_key" UNIQUE NULLS NOT DISTINCT("user_id","month","provider","model","purpose","department_id")
);
--> statement-breakpoint
CREATE TABLE "report_month_cells" (
	"month" date NOT NULL,
	"department_id" uuid,
	"plan_id" uuid,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"assistant_id" uuid,
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
	CONSTRAINT "report_month_cells_key" UNIQUE NULLS NOT DISTINCT("month","provider","model","purpose","department_id","plan_id","assistant_id")
);
--> statement-breakpoint
CREATE TABLE "report_month_seals" (
	"month" date PRIMARY KEY NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_months" (
	"grouped_by" text NOT NULL,
	"month" date NOT NULL,
	"key" text NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"answers" integer DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"cached_input_tokens" bigint DEFAULT 0 NOT NULL,
	"cache_write_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"reasoning_tokens" bigint DEFAULT 0 NOT NULL,
	"cost_pico_usd" bigint DEFAULT 0 NOT NULL,
	"estimated_pico_usd" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "report_months_grouped_by_month_key_pk" PRIMARY KEY("grouped_by","month","key"),
	CONSTRAINT "report_months_group" CHECK ("report_months"."grouped_by" in ('department', 'member', 'plan', 'model', 'provider', 'assistant', 'purpose'))
);
--> statement-breakpoint
ALTER TABLE "report_assistant_days" ADD CONSTRAINT "report_assistant_days_day_report_seals_day_fk" FOREIGN KEY ("day") REFERENCES "public"."report_seals"("day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_assistant_months" ADD CONSTRAINT "report_assistant_months_month_report_month_seals_month_fk" FOREIGN KEY ("month") REFERENCES "public"."report_month_seals"("month") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_member_months" ADD CONSTRAINT "report_member_months_month_report_month_seals_month_fk" FOREIGN KEY ("month") REFERENCES "public"."report_month_seals"("month") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_month_cells" ADD CONSTRAINT "report_month_cells_month_report_month_seals_month_fk" FOREIGN KEY ("month") REFERENCES "public"."report_month_seals"("month") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_assistant_days_day" ON "report_assistant_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "report_assistant_months_month" ON "report_assistant_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "report_member_months_month" ON "report_member_months" USING btree ("month");--> statement-breakpoint
-- by hand
-- Days that were sealed without these tables are sealed again by the job.
DELETE FROM "report_days";--> statement-breakpoint
DELETE FROM "report_seals";
