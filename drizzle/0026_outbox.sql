CREATE TABLE "operation_settlements" (
	"operation_id" uuid PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"by_seat_id" integer,
	"by_account_id" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mark_operations" ALTER COLUMN "entry_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mark_operations" ALTER COLUMN "slot" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mark_operations" ADD COLUMN "kind" text DEFAULT 'mark' NOT NULL;--> statement-breakpoint
ALTER TABLE "mark_operations" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "mark_operations" ADD COLUMN "intended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "seat_devices" ADD COLUMN "report" jsonb;--> statement-breakpoint
ALTER TABLE "operation_settlements" ADD CONSTRAINT "operation_settlements_operation_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."mark_operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_settlements" ADD CONSTRAINT "operation_settlements_seat_fk" FOREIGN KEY ("by_seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mark_operations_event_index" ON "mark_operations" USING btree ("event_id","outcome");