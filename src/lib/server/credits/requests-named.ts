import { requestOf, type RowAnswer } from '$lib/domain/credits/answers';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isRequestId } from './apply-answer';
import { creditsOf, type CreditShown } from './queries';

/** The requests of the house that these rows name, by their id. */
export const requestsNamed = (
	unit: Unit<DeskScope>,
	rows: readonly RowAnswer[]
): Promise<ReadonlyMap<string, CreditShown>> =>
	creditsOf(unit, [...new Set(rows.map(requestOf).filter(isRequestId))]);
