import { and, desc, eq, sql } from 'drizzle-orm';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';

/** What whoever has this address was called when he was asked last; of nobody it knows, what stands before the @. */
export const calledBefore = (unit: Unit<Scope>, email: string): Promise<string> =>
	fromInside(unit, async ({ tx, scope }) => {
		const [local] = email.split('@');
		const [last] = await tx
			.select({ name: assignment.resolverName })
			.from(assignment)
			.where(
				and(
					eq(assignment.organisationId, scope.organisationId),
					sql`lower(${assignment.resolverEmail}) = ${email.toLowerCase()}`,
					sql`${assignment.resolverName} not in ('', ${local})`
				)
			)
			.orderBy(desc(assignment.assignedAt))
			.limit(1);
		return last?.name ?? local!;
	});
