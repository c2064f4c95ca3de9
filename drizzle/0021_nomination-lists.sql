CREATE INDEX "nominations_name_index" ON "nominations" USING btree ("sort_stroke","id");--> statement-breakpoint
CREATE INDEX "nominations_honour_index" ON "nominations" USING btree ("honour_id","state");--> statement-breakpoint
CREATE INDEX "nominations_due_index" ON "nominations" USING btree ("due_at","id") WHERE "nominations"."state" = 'underway';