/** Calendar days between two words to one account: one message a day at most, whatever the policy says. */
export const contactDelayOf = ({
	minContactDelayDays
}: {
	readonly minContactDelayDays: number;
}): number => Math.max(1, minContactDelayDays);
