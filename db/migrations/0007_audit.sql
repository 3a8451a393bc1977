CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint,
	"user_id" uuid,
	"via" text,
	"act" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text,
	"subject_name" text,
	"before" json,
	"after" json,
	"occurred_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"previous_hash" "bytea",
	"hash" "bytea",
	CONSTRAINT "audit_seq" UNIQUE("seq"),
	CONSTRAINT "audit_who" CHECK (("audit_entries"."user_id" is null) = ("audit_entries"."via" is not null))
);
--> statement-breakpoint
CREATE INDEX "audit_act" ON "audit_entries" USING btree ("act","seq");--> statement-breakpoint
CREATE INDEX "audit_user" ON "audit_entries" USING btree ("user_id","seq");--> statement-breakpoint
CREATE INDEX "audit_occurred" ON "audit_entries" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "audit_subject_words" ON "audit_entries" USING gin (to_tsvector('simple', regexp_replace(coalesce("subject_name", ''), '[^[:alnum:]]+', ' ', 'g')));--> statement-breakpoint
CREATE FUNCTION "audit_field"("value" text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(octet_length(convert_to("value", 'UTF8')) || ':' || "value", '-') || ','
$$;
--> statement-breakpoint
CREATE FUNCTION "audit_hash"("e" "audit_entries") RETURNS bytea LANGUAGE sql STABLE AS $$
	SELECT sha256(convert_to(
		"audit_field"(encode(e."previous_hash", 'hex')) || "audit_field"(e."seq"::text) || "audit_field"(e."id"::text)
		|| "audit_field"((extract(epoch from e."occurred_at") * 1000000)::bigint::text)
		|| "audit_field"(e."user_id"::text) || "audit_field"(e."via") || "audit_field"(e."act")
		|| "audit_field"(e."subject_kind") || "audit_field"(e."subject_id") || "audit_field"(e."subject_name")
		|| "audit_field"(e."before"::text) || "audit_field"(e."after"::text), 'UTF8'))
$$;
--> statement-breakpoint
CREATE FUNCTION "audit_append"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	"entry" "audit_entries" := NEW;
	"last" record;
BEGIN
	-- The last lock of every transaction, and whoever has it waits for nothing but its own commit: no deadlock.
	PERFORM pg_advisory_xact_lock(1635083380);
	SELECT "seq", "hash" INTO "last" FROM "audit_entries" WHERE "seq" IS NOT NULL ORDER BY "seq" DESC LIMIT 1;
	"entry"."seq" := coalesce("last"."seq", 0) + 1;
	"entry"."previous_hash" := coalesce("last"."hash", decode(repeat('00', 32), 'hex'));
	"entry"."hash" := "audit_hash"("entry");
	UPDATE "audit_entries" SET "seq" = "entry"."seq", "previous_hash" = "entry"."previous_hash", "hash" = "entry"."hash"
	WHERE "id" = NEW."id";
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "audit_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD."seq" IS NULL AND pg_trigger_depth() > 1 THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'audit_entries is append-only' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "audit_chain" AFTER INSERT ON "audit_entries" DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION "audit_append"();
--> statement-breakpoint
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
	FOR EACH ROW EXECUTE FUNCTION "audit_refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "audit_entries"
	FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
