/**
 * Sends one after the other. What the server cannot take now (false) does not hold up the rest.
 * True when nothing is left to be tried again.
 * @throws at the first that fails without a network: the others would too
 */
export async function eachInTurn<T>(
	items: readonly T[],
	send: (item: T) => Promise<boolean>
): Promise<boolean> {
	let isDone = true;
	for (const item of items) isDone = (await send(item)) && isDone;
	return isDone;
}
