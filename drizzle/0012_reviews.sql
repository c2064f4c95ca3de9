CREATE TABLE "ballot_cases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ballot_cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ballot_id" integer NOT NULL,
	"case_id" integer NOT NULL,
	CONSTRAINT "ballot_cases_case_unique" UNIQUE("ballot_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "ballot_papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ballot_id" integer NOT NULL,
	"case_id" integer NOT NULL,
	"vote" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballot_turnouts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ballot_turnouts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ballot_id" integer NOT NULL,
	"member_id" integer NOT NULL,
	CONSTRAINT "ballot_turnouts_member_unique" UNIQUE("ballot_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ballots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"committee_id" integer NOT NULL,
	"number" integer NOT NULL,
	"seats" integer,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "ballots_number_unique" UNIQUE("committee_id","number")
);
--> statement-breakpoint
CREATE TABLE "committee_cases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "committee_cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"committee_id" integer NOT NULL,
	"nomination_id" integer NOT NULL,
	"number" integer NOT NULL,
	"token" text NOT NULL,
	"hidden_words" jsonb NOT NULL,
	"is_chosen" boolean,
	CONSTRAINT "committee_cases_nomination_unique" UNIQUE("committee_id","nomination_id"),
	CONSTRAINT "committee_cases_number_unique" UNIQUE("committee_id","number"),
	CONSTRAINT "committee_cases_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "committee_members" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "committee_members_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"committee_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"is_chair" boolean NOT NULL,
	"code_hash" text,
	"code_until" timestamp with time zone,
	"token_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "committee_members_person_unique" UNIQUE("committee_id","person_id"),
	CONSTRAINT "committee_members_code_unique" UNIQUE("code_hash"),
	CONSTRAINT "committee_members_token_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "committee_readings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "committee_readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"member_id" integer NOT NULL,
	CONSTRAINT "committee_readings_member_unique" UNIQUE("case_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "committee_scores" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "committee_scores_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"member_id" integer NOT NULL,
	"number" integer NOT NULL,
	"score" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "committee_scores_number_unique" UNIQUE("case_id","member_id","number")
);
--> statement-breakpoint
CREATE TABLE "committees" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "committees_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"programme_id" integer NOT NULL,
	"step_key" text NOT NULL,
	"definition_id" integer NOT NULL,
	"session" integer NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'seated' NOT NULL,
	"readers" integer,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"departure" text DEFAULT '' NOT NULL,
	"minutes" text DEFAULT '' NOT NULL,
	"signed_at" timestamp with time zone,
	"created_by" integer,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "committees_session_unique" UNIQUE("programme_id","step_key","session")
);
--> statement-breakpoint
CREATE TABLE "recusals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recusals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"member_id" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recusals_member_unique" UNIQUE("case_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "ballot_cases" ADD CONSTRAINT "ballot_cases_ballot_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_cases" ADD CONSTRAINT "ballot_cases_case_fk" FOREIGN KEY ("case_id") REFERENCES "public"."committee_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_papers" ADD CONSTRAINT "ballot_papers_ballot_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_papers" ADD CONSTRAINT "ballot_papers_case_fk" FOREIGN KEY ("case_id") REFERENCES "public"."committee_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_turnouts" ADD CONSTRAINT "ballot_turnouts_ballot_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_turnouts" ADD CONSTRAINT "ballot_turnouts_member_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_committee_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."committees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_cases" ADD CONSTRAINT "committee_cases_committee_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."committees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_cases" ADD CONSTRAINT "committee_cases_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_committee_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."committees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_members" ADD CONSTRAINT "committee_members_person_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_readings" ADD CONSTRAINT "committee_readings_case_fk" FOREIGN KEY ("case_id") REFERENCES "public"."committee_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_readings" ADD CONSTRAINT "committee_readings_member_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_scores" ADD CONSTRAINT "committee_scores_case_fk" FOREIGN KEY ("case_id") REFERENCES "public"."committee_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_scores" ADD CONSTRAINT "committee_scores_member_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committees" ADD CONSTRAINT "committees_programme_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committees" ADD CONSTRAINT "committees_definition_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."programme_definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committees" ADD CONSTRAINT "committees_account_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recusals" ADD CONSTRAINT "recusals_case_fk" FOREIGN KEY ("case_id") REFERENCES "public"."committee_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recusals" ADD CONSTRAINT "recusals_member_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballot_papers_ballot_index" ON "ballot_papers" USING btree ("ballot_id");--> statement-breakpoint
CREATE INDEX "committee_members_person_index" ON "committee_members" USING btree ("person_id");