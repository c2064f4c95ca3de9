DROP INDEX "register_entries_unit_index";--> statement-breakpoint
DROP INDEX "register_entries_unit_name_index";--> statement-breakpoint
DROP INDEX "register_entries_for_index";--> statement-breakpoint
DROP INDEX "register_entries_name_index";--> statement-breakpoint
CREATE INDEX "register_entries_unit_index" ON "register_entries" USING btree ("unit_id","year" DESC NULLS LAST,"id","visible_from","revoked_at");--> statement-breakpoint
CREATE INDEX "register_entries_unit_name_index" ON "register_entries" USING btree ("unit_name","year" DESC NULLS LAST,"id","visible_from","revoked_at");--> statement-breakpoint
CREATE INDEX "register_entries_for_index" ON "register_entries" USING btree ("for_zh","year" DESC NULLS LAST,"id","visible_from","revoked_at");--> statement-breakpoint
CREATE INDEX "register_entries_name_index" ON "register_entries" USING btree ("recipient_name","year" DESC NULLS LAST,"id","visible_from","revoked_at");