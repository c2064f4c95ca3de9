CREATE TABLE "entry_terms" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entry_terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"entry_id" integer NOT NULL,
	"years" integer NOT NULL,
	"reconfirmation_months" integer NOT NULL,
	"grades" jsonb NOT NULL,
	"grade" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"ends_on" text NOT NULL,
	"due_from" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "entry_terms_entry_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "term_acts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "term_acts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"entry_id" integer NOT NULL,
	"act" text NOT NULL,
	"before" jsonb,
	"grade" text NOT NULL,
	"ends_on" text NOT NULL,
	"document_number" text NOT NULL,
	"decided_on" text NOT NULL,
	"basis" text NOT NULL,
	"by_account_id" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "entry_terms" ADD CONSTRAINT "entry_terms_entry_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_acts" ADD CONSTRAINT "term_acts_entry_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_acts" ADD CONSTRAINT "term_acts_account_fk" FOREIGN KEY ("by_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_terms_due_index" ON "entry_terms" USING btree ("state","due_from");--> statement-breakpoint
CREATE INDEX "term_acts_entry_index" ON "term_acts" USING btree ("entry_id","id");