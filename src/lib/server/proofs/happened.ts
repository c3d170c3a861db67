/** A row of the timeline. */
export interface Happened {
	at: Date;
	by: string;
	/** A key of `desk_proof_event_`. */
	event: string;
	/** Empty where the words are internal: they are in the folder of that name, which may be taken out. */
	words?: string;
	internal?: boolean;
	/** The reference of the case it happened in, where that went into this one. */
	from?: string;
}
