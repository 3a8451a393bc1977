CREATE TABLE "department_shares" (
	"department_id" uuid NOT NULL,
	"from_month" date NOT NULL,
	"basis_points" integer NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "department_shares_department_id_from_month_pk" PRIMARY KEY("department_id","from_month"),
	CONSTRAINT "department_shares_range" CHECK ("department_shares"."basis_points" between 0 and 10000),
	CONSTRAINT "department_shares_month" CHECK (extract(day from "department_shares"."from_month") = 1)
);
--> statement-breakpoint
CREATE TABLE "monthly_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"department_key" text NOT NULL,
	"name" text NOT NULL,
	"revision" integer NOT NULL,
	"cost_pico_usd" bigint NOT NULL,
	"estimated_pico_usd" bigint NOT NULL,
	"digest" text NOT NULL,
	"pdf" "bytea" NOT NULL,
	"csv" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monthly_reports_revision" UNIQUE("month","department_key","revision"),
	CONSTRAINT "monthly_reports_positive" CHECK ("monthly_reports"."revision" > 0)
);
--> statement-breakpoint
CREATE TABLE "provider_days" (
	"provider" text NOT NULL,
	"day" date NOT NULL,
	"model" text NOT NULL,
	"billed_pico_usd" bigint NOT NULL,
	"source" text NOT NULL,
	"read_by" uuid NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_days_provider_day_model_pk" PRIMARY KEY("provider","day","model")
);
--> statement-breakpoint
ALTER TABLE "department_shares" ADD CONSTRAINT "department_shares_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_shares" ADD CONSTRAINT "department_shares_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_days" ADD CONSTRAINT "provider_days_read_by_users_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "monthly_reports_newest" ON "monthly_reports" USING btree ("month" DESC NULLS LAST,"name","revision" DESC NULLS LAST,"id");