CREATE TABLE "opinion_letters" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opinion_letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"programme_id" integer NOT NULL,
	"department" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"code_hash" text NOT NULL,
	"email_sealed" text,
	"asked_by" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"signed_at" timestamp with time zone,
	"signer_name" text DEFAULT '' NOT NULL,
	"signer_post" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opinion_letters_code_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "opinions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opinions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"letter_id" integer NOT NULL,
	"nomination_id" integer NOT NULL,
	"department" text NOT NULL,
	"round" integer NOT NULL,
	"verdict" text,
	"words" text DEFAULT '' NOT NULL,
	"given_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opinions_asked_unique" UNIQUE("nomination_id","department","round")
);
--> statement-breakpoint
ALTER TABLE "opinion_letters" ADD CONSTRAINT "opinion_letters_programme_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_letters" ADD CONSTRAINT "opinion_letters_account_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_letter_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."opinion_letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_nomination_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opinion_letters_programme_index" ON "opinion_letters" USING btree ("programme_id","department");--> statement-breakpoint
CREATE INDEX "opinions_letter_index" ON "opinions" USING btree ("letter_id");