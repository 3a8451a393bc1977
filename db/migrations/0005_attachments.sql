CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"width" integer,
	"height" integer,
	"content_tokens" integer DEFAULT 0 NOT NULL,
	"content_tokens_max" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "attachments_kind" CHECK ("attachments"."kind" in ('text', 'image')),
	CONSTRAINT "attachments_bytes" CHECK ("attachments"."bytes" > 0 and "attachments"."bytes" = length("attachments"."content")),
	CONSTRAINT "attachments_size" CHECK (("attachments"."kind" = 'image') = ("attachments"."width" is not null) and ("attachments"."kind" = 'image') = ("attachments"."height" is not null))
);
--> statement-breakpoint
CREATE TABLE "message_attachments" (
	"message_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"attachment_id" uuid NOT NULL,
	CONSTRAINT "message_attachments_message_id_position_pk" PRIMARY KEY("message_id","position")
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_attachments" ADD CONSTRAINT "message_attachments_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_attachments" ADD CONSTRAINT "message_attachments_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "attachments_unsent" ON "attachments" USING btree ("user_id") WHERE "attachments"."sent_at" is null;
--> statement-breakpoint
CREATE INDEX "attachments_stale" ON "attachments" USING btree ("created_at") WHERE "attachments"."sent_at" is null;
--> statement-breakpoint
CREATE INDEX "message_attachments_attachment" ON "message_attachments" USING btree ("attachment_id");
