import { asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { template } from '../db/schema/templates';

/** Templates a step may name, besides the one that comes with the product. */
export const templateNames = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ key: template.key, name: template.name })
		.from(template)
		.where(eq(template.organisationId, unit.scope.organisationId))
		.orderBy(asc(template.name), asc(template.key));
