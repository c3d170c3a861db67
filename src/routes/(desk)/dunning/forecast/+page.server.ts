import { FORECAST_SERIES } from '$lib/domain/dunning/forecast-series';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { dayIn, filtersIn } from '../filters';

const CHANGES = ['more', 'less', 'other'] as const;

export const load = async (event) => {
	const { forecast } = caller(event).desk;
	const { searchParams } = event.url;
	const { reason, page } = filtersIn(event.url);
	const { frame } = await event.parent();
	const { on, refused } = dayIn(event.url, frame.today);
	const versionId = searchParams.get('draft');
	const change = CHANGES.find((each) => each === searchParams.get('change'));
	const channel = FORECAST_SERIES.find((each) => each === searchParams.get('channel'));
	return {
		on,
		refused,
		reason,
		channel,
		change,
		ahead: versionId ? null : await orPage(forecast.show({ channel, on, reason, page })),
		compared: versionId ? await orPage(forecast.compare({ versionId, change, page })) : null
	};
};
