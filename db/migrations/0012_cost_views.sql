CREATE TABLE "anomaly_dismissals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"filters" text NOT NULL,
	"reason" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "anomaly_dismissals_day" UNIQUE("filters","day")
);
--> statement-breakpoint
CREATE TABLE "cost_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "anomaly_dismissals" ADD CONSTRAINT "anomaly_dismissals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_views" ADD CONSTRAINT "cost_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cost_views_name" ON "cost_views" USING btree ("user_id",lower("name"));