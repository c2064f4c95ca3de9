CREATE INDEX "register_entries_visible_index" ON "register_entries" USING btree ("visible_from");--> statement-breakpoint
CREATE INDEX "register_entries_unit_index" ON "register_entries" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "register_entries_year_index" ON "register_entries" USING btree ("year","honour_id");--> statement-breakpoint
CREATE INDEX "register_entries_name_index" ON "register_entries" USING btree ("recipient_name");