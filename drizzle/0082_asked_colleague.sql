-- Whom whoever was asked asks himself: as he typed him, and the account that was told; and the address he asked from.
ALTER TABLE "answer" ADD COLUMN "colleague" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "colleague_id" uuid;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "by_email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_organisation_id_colleague_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","colleague_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;
