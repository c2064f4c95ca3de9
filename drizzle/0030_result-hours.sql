ALTER TABLE "result_versions" ADD COLUMN "visible_from" timestamp with time zone;--> statement-breakpoint
UPDATE "result_versions" SET "visible_from" = "published_at";--> statement-breakpoint
ALTER TABLE "result_versions" ALTER COLUMN "visible_from" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "result_versions_visible_index" ON "result_versions" USING btree ("visible_from");
