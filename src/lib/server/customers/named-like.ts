import { and, asc, eq, ilike, or, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { customer } from '../db/schema/customers';

/** As the words of cases are looked for: without accents or capitals (drizzle/0043). */
const plain = (text: unknown) =>
	sql`regexp_replace(lower(normalize(${text}, NFKD)), '[\\u0300-\\u036f]', '', 'g')`;

/** The first customers whose name or code has each of these words in it. */
export const customersNamedLike = (
	unit: Unit<InsideScope>,
	words: readonly string[],
	most: number
) =>
	unit.tx
		.select({ id: customer.id, code: customer.code, name: customer.name })
		.from(customer)
		.where(
			and(
				eq(customer.organisationId, unit.scope.organisationId),
				...words.map((word) =>
					or(
						sql`${plain(customer.name)} like ${plain(containing(word))}`,
						ilike(customer.code, containing(word))
					)
				)
			)
		)
		.orderBy(asc(customer.name), asc(customer.code))
		.limit(most);
