CREATE TABLE "org_budget_spans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"amount_pico_usd" bigint,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "org_budget_spans_kind" CHECK ("org_budget_spans"."kind" in ('limit', 'top_up')),
	CONSTRAINT "org_budget_spans_amount" CHECK ("org_budget_spans"."kind" = 'limit' or "org_budget_spans"."amount_pico_usd" is not null),
	CONSTRAINT "org_budget_spans_end" CHECK ("org_budget_spans"."ends_at" >= "org_budget_spans"."starts_at")
);
--> statement-breakpoint
CREATE INDEX "org_budget_spans_newest" ON "org_budget_spans" USING btree ("kind","starts_at" DESC NULLS LAST);--> statement-breakpoint
-- by hand
CREATE FUNCTION "org_budget_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	"at" timestamptz := clock_timestamp();
	"limit" bigint;
BEGIN
	IF TG_OP <> 'DELETE' THEN
		"limit" := NEW."limit_amount";
	END IF;
	IF TG_OP = 'UPDATE' THEN
		IF NEW."limit_amount" = OLD."limit_amount" THEN
			RETURN NULL;
		END IF;
	END IF;
	-- A clock that was set back ends nothing before it began.
	UPDATE "org_budget_spans" SET "ends_at" = greatest("at", "starts_at") WHERE "kind" = 'limit' AND "ends_at" IS NULL;
	INSERT INTO "org_budget_spans" ("id", "kind", "amount_pico_usd", "starts_at")
	VALUES (gen_random_uuid(), 'limit', "limit", "at");
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "org_top_up_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO "org_budget_spans" ("id", "kind", "amount_pico_usd", "starts_at", "ends_at")
		SELECT NEW."id", 'top_up', NEW."amount", NEW."starts_at", NEW."ends_at" FROM "budgets"
		WHERE "id" = NEW."budget_id" AND NEW."subject_id" = '' AND "scope" = 'org' AND "period" = 'month'
			AND "unit" = 'usd' AND "on_limit" = 'block';
	ELSIF TG_OP = 'UPDATE' THEN
		UPDATE "org_budget_spans" SET "ends_at" = NEW."ends_at" WHERE "id" = NEW."id";
	ELSE
		-- It goes with its budget; until now it has held.
		UPDATE "org_budget_spans" SET "ends_at" = greatest("starts_at", least("ends_at", clock_timestamp()))
		WHERE "id" = OLD."id";
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "org_budget_set" AFTER INSERT OR UPDATE OF "limit_amount" ON "budgets" FOR EACH ROW
	WHEN (NEW."scope" = 'org' AND NEW."period" = 'month' AND NEW."unit" = 'usd' AND NEW."on_limit" = 'block')
	EXECUTE FUNCTION "org_budget_keep"();
--> statement-breakpoint
CREATE TRIGGER "org_budget_removed" AFTER DELETE ON "budgets" FOR EACH ROW
	WHEN (OLD."scope" = 'org' AND OLD."period" = 'month' AND OLD."unit" = 'usd' AND OLD."on_limit" = 'block')
	EXECUTE FUNCTION "org_budget_keep"();
--> statement-breakpoint
CREATE TRIGGER "org_top_up_changed" AFTER INSERT OR UPDATE OF "ends_at" OR DELETE ON "budget_top_ups" FOR EACH ROW
	EXECUTE FUNCTION "org_top_up_keep"();
--> statement-breakpoint
-- From now on it is known, also that there is none.
INSERT INTO "org_budget_spans" ("id", "kind", "amount_pico_usd", "starts_at")
SELECT gen_random_uuid(), 'limit', (SELECT "limit_amount" FROM "budgets"
	WHERE "scope" = 'org' AND "period" = 'month' AND "unit" = 'usd' AND "on_limit" = 'block'), now();
--> statement-breakpoint
INSERT INTO "org_budget_spans" ("id", "kind", "amount_pico_usd", "starts_at", "ends_at")
SELECT t."id", 'top_up', t."amount", t."starts_at", t."ends_at" FROM "budget_top_ups" t JOIN "budgets" b ON b."id" = t."budget_id"
WHERE t."subject_id" = '' AND b."scope" = 'org' AND b."period" = 'month' AND b."unit" = 'usd' AND b."on_limit" = 'block';
