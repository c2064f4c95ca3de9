CREATE TABLE "calendar_days" (
	"day" text PRIMARY KEY NOT NULL,
	"is_workday" boolean NOT NULL,
	"source" text NOT NULL,
	"set_by" integer NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"set_by" integer NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_lists" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notice_id" integer NOT NULL,
	"number" integer NOT NULL,
	"content" text NOT NULL,
	"hash" text NOT NULL,
	"rows" jsonb NOT NULL,
	"first_day" text NOT NULL,
	"last_day" text NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"assumed_years" jsonb NOT NULL,
	"reason" text NOT NULL,
	"frozen_by" integer,
	"frozen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_lists_number_unique" UNIQUE("notice_id","number")
);
--> statement-breakpoint
CREATE TABLE "notice_sightings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_sightings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"list_id" integer NOT NULL,
	"hour" text NOT NULL,
	"by_visitor" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answered" boolean NOT NULL,
	CONSTRAINT "notice_sightings_hour_unique" UNIQUE("list_id","hour","by_visitor")
);
--> statement-breakpoint
CREATE TABLE "notice_strikes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_strikes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notice_id" integer NOT NULL,
	"key" text NOT NULL,
	"cause" text NOT NULL,
	"words" text NOT NULL,
	"struck_by" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_strikes_key_unique" UNIQUE("notice_id","key")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"step" text NOT NULL,
	"unit_id" integer NOT NULL,
	"title" text NOT NULL,
	"basis" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"mail" text NOT NULL,
	"working_days" integer NOT NULL,
	"closing_time" text NOT NULL,
	"list_order" text NOT NULL,
	"on_upheld" text NOT NULL,
	"after_notice_id" integer,
	"rows" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" integer,
	"ending" text DEFAULT '' NOT NULL,
	CONSTRAINT "notices_subject_unique" UNIQUE("subject_kind","subject_id","step")
);
--> statement-breakpoint
CREATE TABLE "objection_files" (
	"file_id" integer PRIMARY KEY NOT NULL,
	"objection_id" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "objection_steps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "objection_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"objection_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_account_id" integer,
	"body_sealed" text
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "objections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notice_id" integer NOT NULL,
	"list_number" integer NOT NULL,
	"serial" integer NOT NULL,
	"once" text NOT NULL,
	"key" text,
	"channel" text NOT NULL,
	"is_named" boolean NOT NULL,
	"statement_sealed" text NOT NULL,
	"code_hash" text NOT NULL,
	"lang" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"postmarked_on" text,
	"is_timely" boolean NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entered_by" integer,
	"assigned_to" text DEFAULT '' NOT NULL,
	"leader_name" text DEFAULT '' NOT NULL,
	"signed_on" text,
	"concluded_at" timestamp with time zone,
	CONSTRAINT "objections_serial_unique" UNIQUE("notice_id","serial"),
	CONSTRAINT "objections_once_unique" UNIQUE("once")
);
--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_account_fk" FOREIGN KEY ("set_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_account_fk" FOREIGN KEY ("set_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_lists" ADD CONSTRAINT "notice_lists_notice_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_lists" ADD CONSTRAINT "notice_lists_account_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_sightings" ADD CONSTRAINT "notice_sightings_list_fk" FOREIGN KEY ("list_id") REFERENCES "public"."notice_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_strikes" ADD CONSTRAINT "notice_strikes_notice_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_strikes" ADD CONSTRAINT "notice_strikes_account_fk" FOREIGN KEY ("struck_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_unit_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_after_fk" FOREIGN KEY ("after_notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_created_by_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_ended_by_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_files" ADD CONSTRAINT "objection_files_file_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_files" ADD CONSTRAINT "objection_files_objection_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_steps" ADD CONSTRAINT "objection_steps_objection_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."objections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection_steps" ADD CONSTRAINT "objection_steps_account_fk" FOREIGN KEY ("by_account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_notice_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_account_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_state_index" ON "notices" USING btree ("state");--> statement-breakpoint
CREATE INDEX "objection_files_objection_index" ON "objection_files" USING btree ("objection_id");--> statement-breakpoint
CREATE INDEX "objection_steps_objection_index" ON "objection_steps" USING btree ("objection_id");--> statement-breakpoint
CREATE INDEX "objections_state_index" ON "objections" USING btree ("state");