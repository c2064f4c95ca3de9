CREATE TABLE "decision_exceptions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "decision_exceptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"programme_id" integer NOT NULL,
	"decision_id" integer NOT NULL,
	"rule" text NOT NULL,
	"needs" integer NOT NULL,
	"has" integer NOT NULL,
	"reason" text NOT NULL,
	"basis" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_exceptions_rule_unique" UNIQUE("decision_id","rule")
);
--> statement-breakpoint
ALTER TABLE "decision_exceptions" ADD CONSTRAINT "decision_exceptions_programme_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_exceptions" ADD CONSTRAINT "decision_exceptions_decision_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_exceptions" ADD CONSTRAINT "decision_exceptions_account_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;