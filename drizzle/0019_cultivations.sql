CREATE TABLE "cultivations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cultivations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"nomination_id" integer NOT NULL,
	"decision_id" integer NOT NULL,
	"ends_on" text NOT NULL,
	"state" text DEFAULT 'cultivating' NOT NULL,
	"assessment" text DEFAULT '' NOT NULL,
	"assessed_on" text DEFAULT '' NOT NULL,
	"assessed_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "cultivations_nomination_unique" UNIQUE("nomination_id")
);
--> statement-breakpoint
ALTER TABLE "cultivations" ADD CONSTRAINT "cultivations_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cultivations" ADD CONSTRAINT "cultivations_decision_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cultivations" ADD CONSTRAINT "cultivations_account_fk" FOREIGN KEY ("assessed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cultivations_decision_index" ON "cultivations" USING btree ("decision_id");