/** Facts that travelled through jsonb: `{ minor: "12345", currency }` is an amount again. */
export function revive<T>(facts: T): T {
	if (Array.isArray(facts)) return facts.map(revive) as T;
	if (facts === null || typeof facts !== 'object') return facts;
	const entries = Object.entries(facts).map(([key, value]) => [key, revive(value)] as const);
	const revived = Object.fromEntries(entries);
	return (isAmount(revived) ? { ...revived, minor: BigInt(revived.minor) } : revived) as T;
}

const isAmount = (value: Record<string, unknown>): value is { minor: string; currency: string } =>
	typeof value.minor === 'string' &&
	typeof value.currency === 'string' &&
	/^-?\d+$/.test(value.minor);
