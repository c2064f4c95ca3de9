CREATE TABLE "unit_vetoes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_vetoes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"unit_id" integer NOT NULL,
	"ground" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"source" text NOT NULL,
	"document" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date,
	"letter_id" integer,
	"recorded_by" integer,
	"recorded_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" integer,
	"lifted_name" text DEFAULT '' NOT NULL,
	"lift_reason" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "ground" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "event_day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_vetoes" ADD CONSTRAINT "unit_vetoes_unit_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_vetoes" ADD CONSTRAINT "unit_vetoes_letter_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."opinion_letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_vetoes" ADD CONSTRAINT "unit_vetoes_recorder_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_vetoes" ADD CONSTRAINT "unit_vetoes_lifter_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "unit_vetoes_event_unique" ON "unit_vetoes" USING btree ("unit_id","ground","from_day") WHERE "unit_vetoes"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "unit_vetoes_unit_index" ON "unit_vetoes" USING btree ("unit_id");
--> statement-breakpoint
-- What was recorded stays as it is: the one change is to be lifted, once.
CREATE FUNCTION "unit_vetoes_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.lifted_at IS NULL
			AND (NEW.unit_id, NEW.ground, NEW.title_zh, NEW.title_en, NEW.source, NEW.document, NEW.from_day, NEW.recorded_name, NEW.created_at)
				IS NOT DISTINCT FROM
				(OLD.unit_id, OLD.ground, OLD.title_zh, OLD.title_en, OLD.source, OLD.document, OLD.from_day, OLD.recorded_name, OLD.created_at)
			AND NEW.until_day IS NOT DISTINCT FROM OLD.until_day
			AND NEW.letter_id IS NOT DISTINCT FROM OLD.letter_id
			AND NEW.recorded_by IS NOT DISTINCT FROM OLD.recorded_by THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'a veto is never changed or removed (%)', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "unit_vetoes_guard" BEFORE UPDATE OR DELETE ON "unit_vetoes" FOR EACH ROW EXECUTE FUNCTION "unit_vetoes_guard"();--> statement-breakpoint
CREATE TRIGGER "unit_vetoes_truncate" BEFORE TRUNCATE ON "unit_vetoes" FOR EACH STATEMENT EXECUTE FUNCTION "unit_vetoes_guard"();
