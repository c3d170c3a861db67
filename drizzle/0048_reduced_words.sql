-- What the customer reads of a credit that an approver reduced: the words of whoever asked were about more.
ALTER TABLE "approval" ADD COLUMN "customer_text" text DEFAULT '' NOT NULL;
