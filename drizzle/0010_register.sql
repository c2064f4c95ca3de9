CREATE TABLE "certificate_formats" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_formats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"honour_id" integer NOT NULL,
	"pattern" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "certificate_formats_honour_unique" UNIQUE("honour_id")
);
--> statement-breakpoint
CREATE TABLE "certificate_serials" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_serials_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"honour_id" integer NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "certificate_serials_year_unique" UNIQUE("honour_id","year")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit_id" integer NOT NULL,
	"number" text NOT NULL,
	"title_zh" text DEFAULT '' NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"issuers" jsonb NOT NULL,
	"decided_on" text NOT NULL,
	"visible_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "decisions_number_unique" UNIQUE("unit_id","number")
);
--> statement-breakpoint
CREATE TABLE "entry_versions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entry_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"entry_id" integer NOT NULL,
	"number" integer NOT NULL,
	"before" jsonb NOT NULL,
	"reason" text NOT NULL,
	"corrected_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entry_versions_number_unique" UNIQUE("entry_id","number")
);
--> statement-breakpoint
CREATE TABLE "history_imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "history_imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"account_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"rows" integer NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history_rows" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "history_rows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"import_id" integer NOT NULL,
	"row" integer NOT NULL,
	"given_sealed" text,
	"archive" text DEFAULT '' NOT NULL,
	"honour_id" integer,
	"year" integer,
	"year_to" integer,
	"unit_text" text NOT NULL,
	"unit_id" integer,
	"unit_choice" text NOT NULL,
	"unit_suggestions" jsonb NOT NULL,
	"person_key" text DEFAULT '' NOT NULL,
	"person_id" integer,
	"person_choice" text NOT NULL,
	"person_suggestions" jsonb NOT NULL,
	"issues" text[] NOT NULL,
	"state" text NOT NULL,
	"entry_id" integer,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "history_rows_row_unique" UNIQUE("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "register_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"file_id" integer NOT NULL,
	"decision_id" integer,
	"revocation_id" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "register_files_file_unique" UNIQUE("file_id")
);
--> statement-breakpoint
CREATE TABLE "revocation_tokens" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "revocation_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revocation_id" integer NOT NULL,
	"token" text NOT NULL,
	"recovered_on" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "revocation_tokens_token_unique" UNIQUE("revocation_id","token")
);
--> statement-breakpoint
CREATE TABLE "revocations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "revocations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"entry_id" integer NOT NULL,
	"kind" text NOT NULL,
	"ground" text NOT NULL,
	"statement" text NOT NULL,
	"opened_by_unit_id" integer,
	"opened_by" integer,
	"state" text DEFAULT 'opened' NOT NULL,
	"opinion_verdict" text,
	"opinion" text DEFAULT '' NOT NULL,
	"opinion_by" integer,
	"opinion_at" timestamp with time zone,
	"document_number" text DEFAULT '' NOT NULL,
	"decided_on" text DEFAULT '' NOT NULL,
	"is_public" boolean DEFAULT false NOT NULL,
	"closing_reason" text DEFAULT '' NOT NULL,
	"closed_by" integer,
	"closed_at" timestamp with time zone,
	"restoring_number" text DEFAULT '' NOT NULL,
	"restored_on" text DEFAULT '' NOT NULL,
	"restoring_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "register_entries" ALTER COLUMN "unit_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ALTER COLUMN "year" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "year_to" integer;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "decision_id" integer;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "nomination_id" integer;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "certificate_number" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "is_posthumous" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "receiver_sealed" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "ending" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "ended_on" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "ending_number" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "ending_shown" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_formats" ADD CONSTRAINT "certificate_formats_honour_fk" FOREIGN KEY ("honour_id") REFERENCES "public"."honours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_serials" ADD CONSTRAINT "certificate_serials_honour_fk" FOREIGN KEY ("honour_id") REFERENCES "public"."honours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_unit_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_versions" ADD CONSTRAINT "entry_versions_entry_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_versions" ADD CONSTRAINT "entry_versions_account_fk" FOREIGN KEY ("corrected_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_imports" ADD CONSTRAINT "history_imports_account_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_rows" ADD CONSTRAINT "history_rows_import_fk" FOREIGN KEY ("import_id") REFERENCES "public"."history_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_rows" ADD CONSTRAINT "history_rows_honour_fk" FOREIGN KEY ("honour_id") REFERENCES "public"."honours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_rows" ADD CONSTRAINT "history_rows_unit_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_rows" ADD CONSTRAINT "history_rows_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_rows" ADD CONSTRAINT "history_rows_entry_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_files" ADD CONSTRAINT "register_files_file_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_files" ADD CONSTRAINT "register_files_decision_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_files" ADD CONSTRAINT "register_files_revocation_fk" FOREIGN KEY ("revocation_id") REFERENCES "public"."revocations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_tokens" ADD CONSTRAINT "revocation_tokens_revocation_fk" FOREIGN KEY ("revocation_id") REFERENCES "public"."revocations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_entry_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_unit_fk" FOREIGN KEY ("opened_by_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_opener_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_adviser_fk" FOREIGN KEY ("opinion_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_closer_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decisions_day_index" ON "decisions" USING btree ("decided_on");--> statement-breakpoint
CREATE INDEX "history_imports_account_index" ON "history_imports" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "history_rows_state_index" ON "history_rows" USING btree ("import_id","state");--> statement-breakpoint
CREATE INDEX "history_rows_unit_index" ON "history_rows" USING btree ("import_id","unit_text");--> statement-breakpoint
CREATE INDEX "history_rows_person_index" ON "history_rows" USING btree ("import_id","person_key");--> statement-breakpoint
CREATE INDEX "history_rows_entry_index" ON "history_rows" USING btree ("entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "revocations_open_unique" ON "revocations" USING btree ("entry_id") WHERE "revocations"."state" in ('opened', 'advised', 'decided');--> statement-breakpoint
CREATE INDEX "revocations_state_index" ON "revocations" USING btree ("state","id");--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_decision_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_entries_decision_index" ON "register_entries" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "register_entries_person_index" ON "register_entries" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_nomination_unique" UNIQUE("nomination_id");--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_certificate_unique" UNIQUE("certificate_number");--> statement-breakpoint
UPDATE "register_entries" SET "ending" = 'revocation', "ended_on" = to_char("revoked_at" at time zone 'Asia/Shanghai', 'YYYY-MM-DD'), "ending_number" = '' WHERE "revoked_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "revocations" ("entry_id", "kind", "ground", "statement", "state", "decided_on", "closed_at", "created_at")
SELECT "id", 'revocation', 'other', coalesce("revocation_reason", ''), 'decided', "ended_on", "revoked_at", "revoked_at" FROM "register_entries" WHERE "revoked_at" IS NOT NULL;
