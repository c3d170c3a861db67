-- Who answered as the substitute of whoever was asked: his account, since he signs as he likes.
ALTER TABLE "answer" ADD COLUMN "stand_in_id" uuid;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_organisation_id_stand_in_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","stand_in_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_stand_in" ON "answer" USING btree ("organisation_id","assignment_id") WHERE "stand_in_id" is not null;
