CREATE TABLE "former_person_names" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_person_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"name" text NOT NULL,
	"used_until" date,
	"search_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "former_person_names_name_unique" UNIQUE("person_id","name")
);
--> statement-breakpoint
CREATE TABLE "former_unit_names" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_unit_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit_id" integer NOT NULL,
	"name" text NOT NULL,
	"used_until" date,
	"search_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "former_unit_names_name_unique" UNIQUE("unit_id","name")
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "is_migrant_worker" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "is_new_form" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "ethnic_group" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "identity_kind" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "identity_sealed" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "identity_hash" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "phone_sealed" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "phone_hash" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "is_placeholder" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "former_person_names" ADD CONSTRAINT "former_person_names_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_unit_names" ADD CONSTRAINT "former_unit_names_unit_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_phone_hash_index" ON "people" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "people_name_birth_index" ON "people" USING btree ("name","birth_date");--> statement-breakpoint
CREATE INDEX "people_merged_into_index" ON "people" USING btree ("merged_into_id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_identity_hash_unique" UNIQUE("identity_hash");--> statement-breakpoint
UPDATE "people" SET "is_placeholder" = true WHERE "birth_date" = '1990-01-01' AND "post" IN ('演练占位', 'Rehearsal');
