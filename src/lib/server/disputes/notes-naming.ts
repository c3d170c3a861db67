import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namesAnyOf } from '../db/names-any-of';
import { oneOf } from '../db/one-of';
import { message } from '../db/schema/messages';

/** What colleagues noted in the cases of these customers in words that name somebody. */
export const caseNotesNaming = (
	{ tx, scope }: Unit<InsideScope>,
	{ accounts, words }: { accounts: readonly string[]; words: readonly string[] }
) =>
	tx
		.select({ customerId: message.customerId, at: message.at, body: message.body })
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				oneOf(message.customerId, accounts),
				eq(message.audience, 'internal'),
				namesAnyOf(message.body, words)
			)
		);
