CREATE INDEX "runs_downgraded" ON "runs" USING btree ("user_id","id","requested_model") WHERE "runs"."requested_model" is not null;--> statement-breakpoint
-- by hand: whose the threads are that alerts are about
UPDATE "outbox" o SET "payload" = o."payload" || jsonb_build_object('userId', t."user_id") FROM "threads" t
WHERE t."id" = CASE WHEN o."payload"->>'scope' = 'thread' THEN (o."payload"->>'scopeId')::uuid END;
