import { eq, or, sql, type SQL } from 'drizzle-orm';
import type { Colleague, Presences } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { takenUp } from './taken-up';
import { whoAnswersNow } from './who-answers-now';

/** What a colleague answers today for those who were asked. */
export interface StandsIn {
	/** Those who are away. */
	represents: readonly Pick<Colleague, 'id' | 'name' | 'email'>[];
	/** What he took up while one was. */
	assignmentIds: readonly string[];
}

export async function standsInOf(
	unit: Unit<InsideScope>,
	userId: string,
	presences: Presences
): Promise<StandsIn> {
	const taken = await takenUp(unit);
	const his = taken.filter((one) => whoAnswersNow(one, presences).standIn?.id === userId);
	return { represents: presences.represents(userId), assignmentIds: his.map(({ id }) => id) };
}

/** To filter with. */
export const asksStandIn = ({ represents, assignmentIds }: StandsIn): SQL =>
	or(
		assignmentIds.length > 0 ? oneOf(assignment.id, assignmentIds) : sql`false`,
		...represents.flatMap(({ id, email }) => [
			eq(assignment.userId, id),
			eq(sql`lower(${assignment.resolverEmail})`, email.toLowerCase())
		])
	)!;
