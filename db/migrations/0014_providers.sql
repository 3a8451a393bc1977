CREATE TABLE "stored_providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"base_url" text NOT NULL,
	"dialect" text NOT NULL,
	"sealed_key" text,
	"key_ending" text NOT NULL,
	"key_set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tested_at" timestamp with time zone,
	"test_worked" boolean,
	"test_sentence" text,
	"paused_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "stored_providers_dialect" CHECK ("stored_providers"."dialect" in ('responses', 'chat', 'detect')),
	CONSTRAINT "stored_providers_key" CHECK ("stored_providers"."sealed_key" is not null or "stored_providers"."removed_at" is not null),
	CONSTRAINT "stored_providers_ending" CHECK (length("stored_providers"."key_ending") <= 4)
);
--> statement-breakpoint
ALTER TABLE "stored_providers" ADD CONSTRAINT "stored_providers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stored_providers_name" ON "stored_providers" USING btree ("name") WHERE "stored_providers"."removed_at" is null;