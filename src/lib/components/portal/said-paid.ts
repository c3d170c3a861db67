interface Asked {
	freeMinor: bigint;
	saidPaid: readonly { minor: bigint }[];
}

/** What is asked for of an invoice now, in minor units: what its customer said he paid of it is looked for first. */
export const withoutSaidPaid = ({ freeMinor, saidPaid }: Asked): bigint =>
	saidPaid.reduce((left, { minor }) => left - minor, freeMinor);
