CREATE TABLE "packets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"event_id" integer NOT NULL,
	"device_id" integer NOT NULL,
	"digest" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"by_account_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "packets_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "seat_devices" ADD COLUMN "sync_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "seat_devices" ADD COLUMN "sync_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "replaces_id" integer;--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_event_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_device_fk" FOREIGN KEY ("device_id") REFERENCES "public"."seat_devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_account_fk" FOREIGN KEY ("by_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packets_event_index" ON "packets" USING btree ("event_id");--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_replaces_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "contests" SET "closed_at" = now() WHERE "state" = 'closed';
