CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"colour" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_colour" CHECK ("categories"."colour" in ('green', 'blue', 'amber', 'violet', 'rose', 'grey'))
);
--> statement-breakpoint
DROP INDEX "threads_sidebar";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "copy_of_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "terms" "tsvector";--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "pinned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "category_id" uuid;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "categories_name" ON "categories" USING btree ("user_id",lower("name"));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_copy_of_id_messages_id_fk" FOREIGN KEY ("copy_of_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_merged_into_id_threads_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_copies" ON "messages" USING btree ("copy_of_id") WHERE "messages"."copy_of_id" is not null;--> statement-breakpoint
CREATE INDEX "messages_terms" ON "messages" USING gin ("terms") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "threads_pinned" ON "threads" USING btree ("user_id","pinned_at" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and "threads"."archived_at" is null and "threads"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_archived" ON "threads" USING btree ("user_id","archived_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and "threads"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_category" ON "threads" USING btree ("category_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null;--> statement-breakpoint
CREATE INDEX "threads_merged" ON "threads" USING btree ("merged_into_id") WHERE "threads"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "threads_sidebar" ON "threads" USING btree ("user_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and "threads"."archived_at" is null and "threads"."pinned_at" is null;--> statement-breakpoint
-- A text's words with their owner's mark before each: the entries of one member lie together in the index, so that
-- a search reads nothing of anybody else's, and a beginning of a word is found as well. Texts beyond 50,000
-- characters are searched in their first part: a tsvector holds no more than a megabyte.
CREATE FUNCTION "terms_of"("owner" uuid, "content" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT array_to_tsvector(array(
		SELECT right("owner"::text, 12) || word
		FROM unnest(tsvector_to_array(to_tsvector('simple', left("content", 50000)))) word
		WHERE length(word) <= 100))
$$;
--> statement-breakpoint
-- Only a text that is final has its tokens counted: what is still being written is not indexed at each piece.
CREATE FUNCTION "set_message_terms"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."terms" := CASE WHEN NEW."content_tokens" IS NULL THEN NULL ELSE "terms_of"(NEW."user_id", NEW."content") END;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "messages_terms_written" BEFORE INSERT OR UPDATE OF "content_tokens" ON "messages"
	FOR EACH ROW EXECUTE FUNCTION "set_message_terms"();
--> statement-breakpoint
UPDATE "messages" SET "content_tokens" = "content_tokens";
--> statement-breakpoint
INSERT INTO "categories" ("id", "user_id", "name", "colour")
SELECT gen_random_uuid(), u."id", c."name", c."colour"
FROM "users" u CROSS JOIN (VALUES ('Work', 'blue'), ('Personal', 'green'), ('Learning', 'amber')) c("name", "colour");
