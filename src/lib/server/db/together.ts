/**
 * Reads of one transaction of which none needs another's answer, sent in one go: none waits until the one before it
 * has come back (`pipeline`, client.ts). Not for writes; nor may one of them change the scope, under which the others
 * would be asked too (`withScope` throws).
 * @throws the first fault of them
 */
export async function together<const Reads extends readonly unknown[]>(
	{ tx }: { readonly tx: object },
	ask: () => Reads
): Promise<Answers<Reads>> {
	const beside = underWay.get(tx) ?? 0;
	underWay.set(tx, beside + 1);
	try {
		return await allOf(ask());
	} finally {
		underWay.set(tx, underWay.get(tx)! - 1);
	}
}

/** How many such groups are asked in a transaction at the moment, one within another. */
const underWay = new WeakMap<object, number>();

export const isAskedTogether = (tx: object): boolean => (underWay.get(tx) ?? 0) > 0;

type Answers<Reads extends readonly unknown[]> = {
	-readonly [I in keyof Reads]: Awaited<Reads[I]>;
};

/**
 * It ends when all have ended, also where one failed: what still asks would ask in the next transaction of the
 * connection.
 * @throws the first fault of them
 */
export async function allOf<const Reads extends readonly unknown[]>(
	reads: Reads
): Promise<Answers<Reads>> {
	const ends = await Promise.allSettled(reads);
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
	// As many as were asked for, each in its place.
	return ends.map((end) => (end as PromiseFulfilledResult<unknown>).value) as never;
}
