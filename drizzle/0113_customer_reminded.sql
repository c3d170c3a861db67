-- The day on which the customer of a case was reminded last of what he is asked.
ALTER TABLE "dispute" ADD COLUMN "customer_reminded_on" date;
