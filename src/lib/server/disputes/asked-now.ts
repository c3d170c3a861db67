import { inArray, or, type SQL } from 'drizzle-orm';
import { oneOf } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import type { StandsIn } from './stands-in';

/** Of a row of the queue: one of them is asked now, by his account or by an address alone, which is kept in small letters. */
export const isAskedOf = (people: readonly { id: string; email: string }[]): SQL =>
	or(
		inArray(
			queueCase.askedUserId,
			people.map(({ id }) => id)
		),
		inArray(
			queueCase.askedEmail,
			people.map(({ email }) => email.toLowerCase())
		)
	)!;

/** The same of whoever answers for others too: for those who are away, and what he took up while they were. */
export const isAskedOfHim = (
	user: { id: string; email: string },
	{ represents, assignmentIds }: StandsIn
): SQL =>
	or(
		isAskedOf([user, ...represents]),
		assignmentIds.length > 0 ? oneOf(queueCase.askedId, assignmentIds) : undefined
	)!;
