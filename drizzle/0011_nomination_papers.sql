CREATE TABLE "nomination_consents" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "nomination_consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"nomination_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"accepts" boolean,
	"scopes" text[] NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	CONSTRAINT "nomination_consents_nomination_unique" UNIQUE("nomination_id"),
	CONSTRAINT "nomination_consents_code_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "nomination_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "nomination_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"nomination_id" integer NOT NULL,
	"file_id" integer NOT NULL,
	"purpose" text NOT NULL,
	CONSTRAINT "nomination_files_file_unique" UNIQUE("file_id")
);
--> statement-breakpoint
ALTER TABLE "nominations" DROP CONSTRAINT "nominations_person_unique";--> statement-breakpoint
ALTER TABLE "nominations" DROP CONSTRAINT "nominations_placing_unique";--> statement-breakpoint
ALTER TABLE "nomination_consents" ADD CONSTRAINT "nomination_consents_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_files" ADD CONSTRAINT "nomination_files_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_files" ADD CONSTRAINT "nomination_files_file_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "nomination_files_nomination_index" ON "nomination_files" USING btree ("nomination_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_person_unique" ON "nominations" USING btree ("programme_id","person_id") WHERE "nominations"."state" <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_recipient_unique" ON "nominations" USING btree ("programme_id","honour_id","unit_id","team_name") WHERE ("nominations"."person_id" is null and "nominations"."state" <> 'withdrawn');--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_placing_unique" ON "nominations" USING btree ("programme_id","placing_id") WHERE "nominations"."state" <> 'withdrawn';