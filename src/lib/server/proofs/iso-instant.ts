import { Temporal } from 'temporal-polyfill';

/** 2026-03-03T10:00:00+01:00: the hour as it was read there, and which instant that is. */
export const isoInstant = (at: Date, timeZone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime())
		.toZonedDateTimeISO(timeZone)
		.toString({ timeZoneName: 'never', smallestUnit: 'second' });
