CREATE TABLE "thread_shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"thread_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"last_message_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "thread_shares_token_unique" UNIQUE("token")
);
--> statement-breakpoint
DROP INDEX "threads_sidebar";--> statement-breakpoint
DROP INDEX "threads_pinned";--> statement-breakpoint
DROP INDEX "threads_archived";--> statement-breakpoint
DROP INDEX "threads_category";--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "active_threads_max" integer;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "archive_after_days" integer DEFAULT 30;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "delete_after_days" integer DEFAULT 365;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "temporary_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deletion_agreed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "suggests_threads" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "shown" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "continues_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "imported" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "rating" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "rating_note" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "temporary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "kept_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "deletes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "imported_pico_usd" bigint;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "imported_tokens" bigint;--> statement-breakpoint
ALTER TABLE "thread_shares" ADD CONSTRAINT "thread_shares_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_shares" ADD CONSTRAINT "thread_shares_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_shares" ADD CONSTRAINT "thread_shares_last_message_id_messages_id_fk" FOREIGN KEY ("last_message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "thread_shares_open" ON "thread_shares" USING btree ("thread_id") WHERE "thread_shares"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "thread_shares_user" ON "thread_shares" USING btree ("user_id","created_at") WHERE "thread_shares"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "thread_shares_last_message" ON "thread_shares" USING btree ("last_message_id");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_continues_id_messages_id_fk" FOREIGN KEY ("continues_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_continued" ON "messages" USING btree ("continues_id") WHERE "messages"."continues_id" is not null;--> statement-breakpoint
CREATE INDEX "threads_idle" ON "threads" USING btree ("last_activity_at") WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."archived_at" is null and "threads"."pinned_at" is null and "threads"."kept_at" is null;--> statement-breakpoint
CREATE INDEX "threads_old" ON "threads" USING btree ("user_id","last_activity_at") WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."pinned_at" is null and "threads"."kept_at" is null;--> statement-breakpoint
CREATE INDEX "threads_announced" ON "threads" USING btree ("user_id","deletes_at","id") WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."deletes_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_deleted" ON "threads" USING btree ("user_id","deleted_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is not null and "threads"."erased_at" is null and "threads"."api_key_id" is null;--> statement-breakpoint
CREATE INDEX "users_agreed" ON "users" USING btree ("id") WHERE "users"."deletion_agreed_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_temporary" ON "threads" USING btree ("last_activity_at") WHERE "threads"."temporary" and "threads"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "threads_sidebar" ON "threads" USING btree ("user_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."archived_at" is null and "threads"."pinned_at" is null;--> statement-breakpoint
CREATE INDEX "threads_pinned" ON "threads" USING btree ("user_id","pinned_at" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."archived_at" is null and "threads"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_archived" ON "threads" USING btree ("user_id","archived_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary" and "threads"."archived_at" is not null;--> statement-breakpoint
CREATE INDEX "threads_category" ON "threads" USING btree ("category_id","last_activity_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary";--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_positive" CHECK ("organisations"."active_threads_max" > 0 and "organisations"."archive_after_days" > 0 and "organisations"."delete_after_days" > 0 and "organisations"."temporary_hours" > 0);--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_rating" CHECK ("messages"."rating" in ('good', 'bad'));--> statement-breakpoint
UPDATE "messages" SET "shown" = false WHERE EXISTS (
	SELECT 1 FROM "messages" later WHERE later."parent_id" = "messages"."parent_id" AND later."position" > "messages"."position");
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "imported_certainty" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "import_key" text;--> statement-breakpoint
CREATE INDEX "threads_own" ON "threads" USING btree ("user_id","id") WHERE "threads"."deleted_at" is null and "threads"."api_key_id" is null and "threads"."merged_into_id" is null and not "threads"."temporary";--> statement-breakpoint
CREATE UNIQUE INDEX "threads_import_key" ON "threads" USING btree ("user_id","import_key") WHERE "threads"."import_key" is not null;
