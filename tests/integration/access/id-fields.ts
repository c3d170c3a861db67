import type { AnyProcedure } from '@trpc/server';

/** Names under which an input carries the name of a row, without the shape of an id. */
const NAMES = /^(id|reference|code|customer|run|number|assignment)$|(Id|Ids)$/;

interface Definition {
	type: string;
	format?: string;
	shape?: Record<string, Schema>;
	element?: Schema;
	innerType?: Schema;
	in?: Schema;
	left?: Schema;
	right?: Schema;
	options?: Schema[];
}
interface Schema {
	_zod: { def: Definition };
}

/** `items.invoiceId`, `disputeId`…: every place of a procedure's input where somebody else's id could be put. */
export function idFieldsOf(procedure: AnyProcedure): string[] {
	const inputs = (procedure._def as { inputs?: unknown[] }).inputs ?? [];
	return [...new Set(inputs.flatMap((input) => fieldsIn(input as Schema, '')))];
}

function fieldsIn(schema: Schema, at: string): string[] {
	const { def } = schema._zod;
	if (def.shape)
		return Object.entries(def.shape).flatMap(([name, field]) =>
			fieldsIn(field, at ? `${at}.${name}` : name)
		);
	const inner = [def.element, def.innerType, def.in, def.left, def.right, ...(def.options ?? [])];
	const within = inner.filter((found) => found !== undefined);
	if (within.length) return within.flatMap((found) => fieldsIn(found, at));
	const isId =
		def.format === 'uuid' || (def.type === 'string' && NAMES.test(at.split('.').at(-1)!));
	return isId ? [at] : [];
}
