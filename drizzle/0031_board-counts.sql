CREATE TABLE "board_counts" (
	"roll_id" integer NOT NULL,
	"district" integer NOT NULL,
	"section" text NOT NULL,
	"visible_from" timestamp with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_counts" (
	"honour_id" integer NOT NULL,
	"year" integer,
	"document_number" text NOT NULL,
	"decided_on" text NOT NULL,
	"decision_id" integer,
	"visible_from" timestamp with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_rolls" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_rolls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"honour_id" integer NOT NULL,
	"year" integer,
	"year_to" integer,
	"grade_rank" integer NOT NULL,
	"grade_zh" text NOT NULL,
	"grade_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_terms" (
	"unit_id" integer NOT NULL,
	"term" text NOT NULL,
	"is_inner" boolean NOT NULL
);
--> statement-breakpoint
DROP INDEX "register_entries_board_index";--> statement-breakpoint
DROP INDEX "search_terms_term_index";--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "roll_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "district_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "section" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_terms" ADD COLUMN "is_inner" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "district_id" integer;--> statement-breakpoint
CREATE INDEX "board_counts_place_index" ON "board_counts" USING btree ("district","section","roll_id","visible_from","count");--> statement-breakpoint
CREATE INDEX "board_counts_roll_index" ON "board_counts" USING btree ("roll_id","section","district","visible_from","count");--> statement-breakpoint
CREATE INDEX "decision_counts_honour_index" ON "decision_counts" USING btree ("honour_id","decided_on");--> statement-breakpoint
CREATE UNIQUE INDEX "register_rolls_unique" ON "register_rolls" USING btree ("honour_id",coalesce("year", 0),coalesce("year_to", 0),"grade_rank","grade_zh","grade_en");--> statement-breakpoint
CREATE INDEX "unit_terms_unit_index" ON "unit_terms" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_terms_term_index" ON "unit_terms" USING btree ("is_inner","term" text_pattern_ops,"unit_id");--> statement-breakpoint
CREATE INDEX "register_entries_stroke_index" ON "register_entries" USING btree ("roll_id","sort_stroke","id","visible_from","district_id","section") WHERE "register_entries"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "register_entries_pinyin_index" ON "register_entries" USING btree ("roll_id","sort_pinyin","id","visible_from","district_id","section") WHERE "register_entries"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "register_entries_ended_index" ON "register_entries" USING btree ("honour_id") WHERE "register_entries"."revoked_at" is not null;--> statement-breakpoint
CREATE INDEX "units_district_index" ON "units" USING btree ("id") WHERE "units"."kind" = 'federation' and "units"."level" = 'district';--> statement-breakpoint
CREATE INDEX "search_terms_term_index" ON "search_terms" USING btree ("is_inner","term" text_pattern_ops,"kind","text");--> statement-breakpoint
-- What is kept here follows from other rows alone, and triggers keep it in the transaction that changes those: whoever
-- writes, by whatever statement, the counts are right. No page reads a count but through src/db/gate.ts.
CREATE FUNCTION "terms_of_key"("key" text) RETURNS TABLE (term text, is_inner boolean) LANGUAGE sql IMMUTABLE AS $$
	SELECT substr(said[1], at), at > 1 FROM string_to_array(key, ' ') said, generate_series(1, length(said[1])) at
	UNION SELECT unnest(said[2:]), false FROM string_to_array(key, ' ') said
$$;--> statement-breakpoint
CREATE FUNCTION "keep_unit_terms"("of_unit" integer) RETURNS void LANGUAGE sql AS $$
	DELETE FROM unit_terms WHERE unit_id = of_unit;
	INSERT INTO unit_terms (unit_id, term, is_inner)
	SELECT of_unit, found.term, bool_and(found.is_inner) FROM (
		SELECT search_key FROM units WHERE id = of_unit
		UNION ALL SELECT search_key FROM former_unit_names WHERE unit_id = of_unit
	) keys CROSS JOIN LATERAL terms_of_key(keys.search_key) found WHERE found.term <> '' GROUP BY found.term
$$;--> statement-breakpoint
CREATE FUNCTION "unit_named"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_TABLE_NAME = 'units' AND TG_OP = 'INSERT' THEN
		INSERT INTO unit_terms (unit_id, term, is_inner)
		SELECT NEW.id, found.term, bool_and(found.is_inner) FROM terms_of_key(NEW.search_key) found WHERE found.term <> '' GROUP BY found.term;
	ELSIF TG_TABLE_NAME = 'units' THEN
		PERFORM keep_unit_terms(NEW.id);
	ELSIF TG_OP = 'DELETE' THEN
		PERFORM keep_unit_terms(OLD.unit_id);
	ELSE
		PERFORM keep_unit_terms(NEW.unit_id);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Planned anew every time, as all of what follows: a plan that is remembered from one unit takes hours for 20,000.
CREATE FUNCTION "keep_districts"("of_units" integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'UPDATE units SET district_id = found.id FROM (
			SELECT u.id AS unit, (SELECT d.id FROM units d WHERE d.kind = ''federation'' AND d.level = ''district'' AND d.path <> ''''
				AND starts_with(u.path, d.path) ORDER BY length(d.path) LIMIT 1) AS id
			FROM units u WHERE u.id = ANY ($1)) found
		WHERE units.id = found.unit AND units.district_id IS DISTINCT FROM found.id' USING of_units;
END $$;--> statement-breakpoint
CREATE FUNCTION "units_entered"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	placed integer[];
BEGIN
	SELECT array_agg(id) INTO placed FROM new_rows WHERE path <> '';
	IF placed IS NOT NULL THEN
		PERFORM keep_districts(placed);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "units_moved"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	moved integer[];
	above text[];
	placed boolean;
BEGIN
	EXECUTE 'SELECT array_agg(n.id) FILTER (WHERE (n.path, n.kind, n.level) IS DISTINCT FROM (o.path, o.kind, o.level)),
			array_agg(n.path) FILTER (WHERE n.path <> '''' AND (n.kind, n.level) IS DISTINCT FROM (o.kind, o.level)),
			bool_or((n.district_id, left(n.industry_code, 1)) IS DISTINCT FROM (o.district_id, left(o.industry_code, 1)))
		FROM new_rows n JOIN old_rows o ON o.id = n.id' INTO moved, above, placed;
	IF moved IS NOT NULL THEN
		PERFORM keep_districts(moved);
	END IF;
	IF above IS NOT NULL THEN
		PERFORM keep_districts(ARRAY(SELECT u.id FROM unnest(above) a(path) JOIN units u ON u.path ~>=~ a.path AND u.path ~<~ (a.path || '~')));
	END IF;
	IF placed THEN
		EXECUTE 'UPDATE register_entries e SET district_id = coalesce(n.district_id, 0), section = coalesce(substring(n.industry_code from ''^[A-T]''), '''')
			FROM new_rows n JOIN old_rows o ON o.id = n.id
			WHERE e.unit_id = n.id AND (n.district_id, left(n.industry_code, 1)) IS DISTINCT FROM (o.district_id, left(o.industry_code, 1))';
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "entry_placed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT coalesce(u.district_id, 0), coalesce(substring(u.industry_code from '^[A-T]'), '') INTO NEW.district_id, NEW.section FROM units u WHERE u.id = NEW.unit_id;
	IF NOT FOUND THEN
		NEW.district_id := 0;
		NEW.section := '';
	END IF;
	SELECT r.id INTO NEW.roll_id FROM register_rolls r
	WHERE r.honour_id = NEW.honour_id AND coalesce(r.year, 0) = coalesce(NEW.year, 0) AND coalesce(r.year_to, 0) = coalesce(NEW.year_to, 0)
		AND r.grade_rank = NEW.grade_rank AND r.grade_zh = NEW.grade_zh AND r.grade_en = NEW.grade_en;
	IF NOT FOUND THEN
		-- Where another transaction makes the same one, this waits for it and then finds it.
		INSERT INTO register_rolls (honour_id, year, year_to, grade_rank, grade_zh, grade_en)
		VALUES (NEW.honour_id, NEW.year, NEW.year_to, NEW.grade_rank, NEW.grade_zh, NEW.grade_en)
		ON CONFLICT (honour_id, coalesce(year, 0), coalesce(year_to, 0), grade_rank, grade_zh, grade_en)
		DO UPDATE SET honour_id = excluded.honour_id RETURNING id INTO NEW.roll_id;
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE FUNCTION "entries_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	gained text := 'SELECT n.*, 1 AS by FROM new_rows n WHERE n.revoked_at IS NULL';
	lost text := 'SELECT o.*, -1 AS by FROM old_rows o WHERE o.revoked_at IS NULL';
	changes text := CASE TG_OP WHEN 'INSERT' THEN gained WHEN 'DELETE' THEN lost ELSE gained || ' UNION ALL ' || lost END;
BEGIN
	-- In each roll and in all of them; in every place, where the place is known, in its district, its section, in both.
	EXECUTE format($count$
		INSERT INTO board_counts (roll_id, district, section, visible_from, count)
		SELECT r.id, place.district, place.section, c.visible_from, sum(c.by)
		FROM (SELECT roll_id, district_id, section, unit_id IS NOT NULL AS is_known, visible_from, sum(by) AS by
			FROM (%s) c GROUP BY 1, 2, 3, 4, 5 HAVING sum(by) <> 0) c
		CROSS JOIN LATERAL (VALUES (c.roll_id), (0)) r(id)
		CROSS JOIN LATERAL (VALUES (-1, '*', true), (-2, '*', c.is_known), (c.district_id, '*', c.district_id > 0),
			(-1, c.section, c.section <> ''), (c.district_id, c.section, c.district_id > 0 AND c.section <> '')) place(district, section, counts)
		WHERE place.counts GROUP BY 1, 2, 3, 4 HAVING sum(c.by) <> 0 $count$, changes);
	EXECUTE format($count$
		INSERT INTO decision_counts (honour_id, year, document_number, decided_on, decision_id, visible_from, count)
		SELECT honour_id, year, document_number, decided_on, decision_id, visible_from, sum(by)
		FROM (%s) c GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(by) <> 0 $count$, changes);
	RETURN NULL;
END $$;--> statement-breakpoint
SELECT keep_districts(ARRAY(SELECT "id" FROM "units"));--> statement-breakpoint
SELECT keep_unit_terms("id") FROM "units";--> statement-breakpoint
CREATE TRIGGER "register_entries_placed" BEFORE INSERT OR UPDATE OF "honour_id", "unit_id", "year", "year_to", "grade_rank", "grade_zh", "grade_en" ON "register_entries" FOR EACH ROW EXECUTE FUNCTION "entry_placed"();--> statement-breakpoint
CREATE TRIGGER "register_entries_gained" AFTER INSERT ON "register_entries" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "entries_counted"();--> statement-breakpoint
UPDATE "register_entries" SET "year" = "year";--> statement-breakpoint
INSERT INTO board_counts (roll_id, district, section, visible_from, count)
	SELECT r.id, place.district, place.section, c.visible_from, count(*)
	FROM register_entries c
	CROSS JOIN LATERAL (VALUES (c.roll_id), (0)) r(id)
	CROSS JOIN LATERAL (VALUES (-1, '*', true), (-2, '*', c.unit_id IS NOT NULL), (c.district_id, '*', c.district_id > 0),
		(-1, c.section, c.section <> ''), (c.district_id, c.section, c.district_id > 0 AND c.section <> '')) place(district, section, counts)
	WHERE place.counts AND c.revoked_at IS NULL GROUP BY 1, 2, 3, 4;--> statement-breakpoint
INSERT INTO decision_counts (honour_id, year, document_number, decided_on, decision_id, visible_from, count)
	SELECT honour_id, year, document_number, decided_on, decision_id, visible_from, count(*)
	FROM register_entries WHERE revoked_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6;--> statement-breakpoint
CREATE TRIGGER "register_entries_changed" AFTER UPDATE ON "register_entries" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "entries_counted"();--> statement-breakpoint
CREATE TRIGGER "register_entries_lost" AFTER DELETE ON "register_entries" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "entries_counted"();--> statement-breakpoint
CREATE TRIGGER "units_entered" AFTER INSERT ON "units" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "units_entered"();--> statement-breakpoint
CREATE TRIGGER "units_moved" AFTER UPDATE ON "units" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "units_moved"();--> statement-breakpoint
CREATE TRIGGER "units_named" AFTER INSERT OR UPDATE OF "search_key" ON "units" FOR EACH ROW EXECUTE FUNCTION "unit_named"();--> statement-breakpoint
CREATE TRIGGER "former_unit_names_named" AFTER INSERT OR UPDATE OR DELETE ON "former_unit_names" FOR EACH ROW EXECUTE FUNCTION "unit_named"();--> statement-breakpoint
-- What names and titles are found by is worked out anew at the next start, now with what begins inside them apart.
DELETE FROM "search_terms";
