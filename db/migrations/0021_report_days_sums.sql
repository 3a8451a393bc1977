CREATE INDEX "report_days_sums" ON "report_days" USING btree ("grouped_by","day","key","calls","answers","input_tokens","cached_input_tokens","output_tokens","cost_pico_usd","estimated_pico_usd") WHERE "report_days"."grouped_by" <> 'member';--> statement-breakpoint
-- by hand
-- An index alone answers only of pages that were vacuumed, and a day adds far too few rows for the usual threshold.
ALTER TABLE "report_days" SET (autovacuum_vacuum_insert_scale_factor = 0);
