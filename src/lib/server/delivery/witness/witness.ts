/** The mailbox that gets a copy of every mail. */
export interface Witness {
	/** When the copy of each came; what is not among the answers is not there. @throws when it cannot be read */
	arrivals(messageIds: readonly string[]): Promise<Map<string, Date>>;
}
