/** One text for one value, whatever the order its keys came in: an instant as ISO, nothing between the parts. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (!isFields(value)) return JSON.stringify(value);
	const keys = Object.keys(value).sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

const isFields = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !(value instanceof Date);
