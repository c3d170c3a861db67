import { FIRST_LANGUAGE } from '$lib/domain/language';
import { asLanguage } from '$lib/i18n/language';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import type { PageServerLoad } from './$types';

const WIDTHS = [390, 600] as const;

export const load: PageServerLoad = async (event) => {
	const { mailGallery } = caller(event);
	const asked = event.url.searchParams;
	const samples = await orPage(mailGallery.list());
	const sample =
		samples.find(({ mail, name }) => `${mail}/${name}` === asked.get('sample')) ?? samples[0]!;
	const language = asLanguage(asked.get('language')) ?? FIRST_LANGUAGE;
	const width = WIDTHS.find((known) => String(known) === asked.get('width')) ?? 600;
	return {
		samples,
		sample,
		language,
		width,
		widths: WIDTHS,
		letter: await orPage(mailGallery.show({ ...sample, language }))
	};
};
