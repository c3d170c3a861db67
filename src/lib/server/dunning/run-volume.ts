import type { LocalDate } from '$lib/domain/calendar';
import { isAbnormal } from '$lib/domain/dunning/volume';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { largestDayBefore, mailsOfRun, stopWhenAbnormal } from './run-orders';

/**
 * How many mails a run has planned so far. Counting them, and those of the month before, after every
 * chunk would take longer than planning them: both are counted once. Only when they seem too many
 * they are counted again, and that count decides.
 */
export class RunVolume {
	private mails = 0;
	private largestDay: number | undefined;

	constructor(
		private readonly runId: string,
		private readonly on: LocalDate
	) {}

	/** In the transaction that planned `more` of them. */
	async stopsAfter(unit: Unit<InsideScope>, more: number): Promise<boolean> {
		const largestDay = await this.counted(unit, more);
		if (!isAbnormal(this.mails, largestDay)) return false;
		const mails = await mailsOfRun(unit, this.runId);
		return stopWhenAbnormal(unit, this.runId, { mails, largestDay });
	}

	private async counted(unit: Unit<InsideScope>, more: number): Promise<number> {
		if (this.largestDay === undefined) {
			this.largestDay = await largestDayBefore(unit, this.on);
			this.mails = await mailsOfRun(unit, this.runId);
		} else this.mails += more;
		return this.largestDay;
	}
}
