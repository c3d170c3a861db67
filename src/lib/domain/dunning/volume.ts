/** Times the largest day of the last 30: more than that is taken for a mistake until somebody says otherwise. */
export const VOLUME_FACTOR = 3;

/**
 * Messages that are never abnormal, whatever came before: few enough to be read on one page. A small
 * organisation whose usual day has two messages is not stopped for seven, while the first day of a
 * ledger, which no earlier day speaks for, is looked at by somebody.
 */
export const VOLUME_FLOOR = 25;

/** How many messages may leave on a day without anybody being asked. */
export const volumeLimit = (largestDay: number): number =>
	Math.max(VOLUME_FLOOR, VOLUME_FACTOR * largestDay);

/** `mails`: planned and already sent on that day, by the run. */
export const isAbnormal = (mails: number, largestDay: number): boolean =>
	mails > volumeLimit(largestDay);
