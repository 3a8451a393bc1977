CREATE TABLE "prompts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"visibility" text DEFAULT 'me' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "prompts_visibility" CHECK ("prompts"."visibility" in ('me', 'everyone'))
);
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "image_hosts" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "prompts_own" ON "prompts" USING btree ("user_id",(lower("name") collate "C")) WHERE "prompts"."visibility" = 'me';--> statement-breakpoint
CREATE UNIQUE INDEX "prompts_everyone" ON "prompts" USING btree ((lower("name") collate "C")) WHERE "prompts"."visibility" = 'everyone';--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_image_hosts" CHECK (cardinality("organisations"."image_hosts") <= 20);--> statement-breakpoint
INSERT INTO "prompts" ("id", "user_id", "name", "text")
SELECT gen_random_uuid(), u."id", p."name", p."text"
FROM "users" u CROSS JOIN (VALUES
  ('Explain', 'Explain {{topic}} to somebody who knows {{what they know already}}. Begin with one sentence that says it all, then give one example.'),
  ('Reply', $text$Write a reply to the message below. Tone: {{tone}}. It has to say: {{what to say}}. Promise nothing that is not named here.

{{message}}$text$),
  ('Summarise', $text$Summarise the text below in at most {{number}} sentences. Then list what has to be done, by whom and until when; leave out what the text does not say.

{{text}}$text$)) p("name", "text");
