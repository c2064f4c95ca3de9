ALTER TABLE "honours" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "revocation_reason" text;