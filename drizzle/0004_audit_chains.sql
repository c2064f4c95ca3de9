CREATE TABLE "audit_checkpoint_heads" (
	"number" integer NOT NULL,
	"chain" text NOT NULL,
	"count" integer NOT NULL,
	"mac" text NOT NULL,
	CONSTRAINT "audit_checkpoint_heads_pkey" PRIMARY KEY("number","chain"),
	CONSTRAINT "audit_checkpoint_heads_count_unique" UNIQUE("chain","count")
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoints" (
	"number" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"entries" integer NOT NULL,
	"previous" text NOT NULL,
	"key_id" text NOT NULL,
	"root" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_cuts" (
	"chain" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"mac" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"proof" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"mac" text NOT NULL
);
--> statement-breakpoint
-- Entries from before the chains stay as they are, in a chain without a name: the first checkpoint covers them.
ALTER TABLE "audit_entries" ADD COLUMN "chain" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "sequence" integer;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "previous" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "mac" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "key_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE "audit_entries" SET "sequence" = "numbered"."sequence" FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS "sequence" FROM "audit_entries") AS "numbered" WHERE "numbered"."id" = "audit_entries"."id";--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "chain" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "sequence" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "previous" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "mac" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_entries" ALTER COLUMN "key_id" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "audit_entries_at_index" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_chain_unique" UNIQUE("chain","sequence");--> statement-breakpoint
-- Whoever owns the tables can take the triggers off again: they stop mistakes and borrowed connections. What was done
-- without them is found by the chains and by a checkpoint that is kept elsewhere.
CREATE FUNCTION "audit_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_entries' AND current_setting('laurel.audit_cut', true) = 'on' THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'the audit trail is never changed (% on %)', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_entries_guard" BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_entries_truncate" BEFORE TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_checkpoints_guard" BEFORE UPDATE OR DELETE ON "audit_checkpoints" FOR EACH ROW EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_checkpoints_truncate" BEFORE TRUNCATE ON "audit_checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_checkpoint_heads_guard" BEFORE UPDATE OR DELETE ON "audit_checkpoint_heads" FOR EACH ROW EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
CREATE TRIGGER "audit_checkpoint_heads_truncate" BEFORE TRUNCATE ON "audit_checkpoint_heads" FOR EACH STATEMENT EXECUTE FUNCTION "audit_guard"();--> statement-breakpoint
-- The one way entries leave: the beginning of a chain, and nothing younger than 180 days, whatever a setting says.
CREATE FUNCTION "audit_cut"("of_chain" text, "through" integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	removed integer;
BEGIN
	PERFORM set_config('laurel.audit_cut', 'on', true);
	DELETE FROM "audit_entries" WHERE "chain" = of_chain AND "sequence" <= through AND "at" < now() - interval '180 days';
	GET DIAGNOSTICS removed = ROW_COUNT;
	PERFORM set_config('laurel.audit_cut', '', true);
	RETURN removed;
END $$;
