CREATE TABLE "unpriced_days" (
	"user_id" uuid NOT NULL,
	"department_id" uuid,
	"assistant_id" uuid,
	"day" date NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"purpose" text NOT NULL,
	"calls" integer NOT NULL,
	CONSTRAINT "unpriced_days_key" UNIQUE NULLS NOT DISTINCT("user_id","day","provider","model","purpose","department_id","assistant_id")
);
--> statement-breakpoint
ALTER TABLE "unpriced_days" ADD CONSTRAINT "unpriced_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unpriced_days" ADD CONSTRAINT "unpriced_days_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unpriced_days_day" ON "unpriced_days" USING btree ("day");--> statement-breakpoint
-- by hand: what was booked before
INSERT INTO "unpriced_days" ("user_id", "department_id", "assistant_id", "day", "provider", "model", "purpose", "calls")
SELECT e."user_id", e."department_id", e."assistant_id", e."day", e."provider", e."model", e."purpose", count(*)
FROM "attempts" a JOIN "entries" e ON e."attempt_id" = a."id" AND e."kind" = 'usage'
WHERE a."certainty" <> 'exact' AND a."certainty" = 'unpriced' GROUP BY 1, 2, 3, 4, 5, 6, 7;
