CREATE TABLE "honour_versions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "honour_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"honour_id" integer NOT NULL,
	"number" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "honour_versions_number_unique" UNIQUE("honour_id","number")
);
--> statement-breakpoint
ALTER TABLE "honours" ADD COLUMN "terms" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "honour_versions" ADD CONSTRAINT "honour_versions_honour_fk" FOREIGN KEY ("honour_id") REFERENCES "public"."honours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "honour_versions" ADD CONSTRAINT "honour_versions_account_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What stands already is the first version that is known of each honour.
INSERT INTO "honour_versions" ("honour_id", "number", "facts", "reason", "created_at")
SELECT h."id", h."version", jsonb_build_object(
	'slug', h."slug", 'titleZh', h."title_zh", 'titleEn', h."title_en", 'level', h."level",
	'recipientKind', h."recipient_kind", 'conferredBy', h."conferred_by", 'conferringUnitId', h."conferring_unit_id",
	'rank', h."rank", 'terms', h."terms"
), 'set-up', now() FROM "honours" h;
