-- What is passed on to whoever stands in leaves at once, on the day of a reminder too.
DROP INDEX "follow_up_once";--> statement-breakpoint
CREATE UNIQUE INDEX "follow_up_once" ON "follow_up" USING btree ("organisation_id","assignment_id","on") WHERE kind <> 'moved';--> statement-breakpoint
CREATE INDEX "follow_up_asked" ON "follow_up" USING btree ("organisation_id","assignment_id","on");--> statement-breakpoint
DROP INDEX "approval_follow_up_once";--> statement-breakpoint
CREATE UNIQUE INDEX "approval_follow_up_once" ON "approval_follow_up" USING btree ("organisation_id","request_id","on") WHERE kind <> 'moved';--> statement-breakpoint
CREATE INDEX "approval_follow_up_asked" ON "approval_follow_up" USING btree ("organisation_id","request_id","on");
