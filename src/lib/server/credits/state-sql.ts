import { and, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { CreditState } from '$lib/domain/credits/state';
import { creditRequest } from '../db/schema/credits';

const { batchId, failedAt, postedAt, withdrawnAt } = creditRequest;

/** Said as the index of open requests is. */
export const isOpen = and(isNull(postedAt), isNull(withdrawnAt))!;

const WHERE: Readonly<Record<CreditState, SQL>> = {
	to_export: and(isOpen, isNull(failedAt), isNull(batchId))!,
	exported: and(isOpen, isNull(failedAt), isNotNull(batchId))!,
	failed: and(isOpen, isNotNull(failedAt))!,
	posted: and(isNotNull(postedAt), isNull(withdrawnAt))!,
	withdrawn: isNotNull(withdrawnAt)
};

/** `creditStateOf` as a condition. */
export const isInState = (state: CreditState): SQL => WHERE[state];

/** The same as a value, to group by. */
export const stateInSql = sql<CreditState>`case
	when ${withdrawnAt} is not null then 'withdrawn'
	when ${postedAt} is not null then 'posted'
	when ${failedAt} is not null then 'failed'
	when ${batchId} is not null then 'exported'
	else 'to_export' end`;
