DROP INDEX "people_unit_index";--> statement-breakpoint
DROP INDEX "register_entries_board_index";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "sort_stroke" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "sort_key_override" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "sort_stroke" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "sort_key_override" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "sort_stroke" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "sort_key_override" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "people_unit_index" ON "people" USING btree ("unit_id","sort_stroke");--> statement-breakpoint
CREATE INDEX "register_entries_board_index" ON "register_entries" USING btree ("honour_id","year","grade_rank","sort_stroke");