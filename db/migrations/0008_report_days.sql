CREATE TABLE "refusal_days" (
	"day" date NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"refusals" integer NOT NULL,
	CONSTRAINT "refusal_days_day_user_id_provider_model_pk" PRIMARY KEY("day","user_id","provider","model")
);
--> statement-breakpoint
CREATE TABLE "report_cells" (
	"day" date NOT NULL,
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
	CONSTRAINT "report_cells_key" UNIQUE NULLS NOT DISTINCT("day","provider","model","purpose","department_id","plan_id","assistant_id")
);
--> statement-breakpoint
CREATE TABLE "report_days" (
	"grouped_by" text NOT NULL,
	"day" date NOT NULL,
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
	CONSTRAINT "report_days_grouped_by_day_key_pk" PRIMARY KEY("grouped_by","day","key"),
	CONSTRAINT "report_days_group" CHECK ("report_days"."grouped_by" in ('department', 'member', 'plan', 'model', 'provider', 'assistant', 'purpose'))
);
--> statement-breakpoint
CREATE TABLE "report_seals" (
	"day" date PRIMARY KEY NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "refusal_days" ADD CONSTRAINT "refusal_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_cells" ADD CONSTRAINT "report_cells_day_report_seals_day_fk" FOREIGN KEY ("day") REFERENCES "public"."report_seals"("day") ON DELETE cascade ON UPDATE no action;