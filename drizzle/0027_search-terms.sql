CREATE TABLE "search_terms" (
	"term" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "search_terms_pk" PRIMARY KEY("text","kind","term")
);
--> statement-breakpoint
CREATE INDEX "search_terms_term_index" ON "search_terms" USING btree ("kind","term" text_pattern_ops,"text");--> statement-breakpoint
CREATE INDEX "register_entries_unit_name_index" ON "register_entries" USING btree ("unit_name");--> statement-breakpoint
CREATE INDEX "register_entries_for_index" ON "register_entries" USING btree ("for_zh");