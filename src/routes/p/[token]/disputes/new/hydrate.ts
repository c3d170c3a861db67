import { parse } from 'devalue';
import { flushSync, hydrate } from 'svelte';
import { wakeWhenUsed } from '$lib/components/portal/wake-when-used';
import { FIRST_LANGUAGE, LANGUAGES } from '$lib/domain/language';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import NewDispute from './NewDispute.svelte';

/** The whole script of this page: its own Svelte, the form, and what is said in it (src/vite/page-script.ts). */
const { lang } = document.documentElement;
const language = LANGUAGES.find((one) => one === lang) ?? FIRST_LANGUAGE;
overwriteGetLocale(() => language);

wakeWhenUsed(() => {
	const target = document.getElementById('new-dispute')!;
	hydrate(NewDispute, { target, props: parse(target.dataset.props!) });
	// Its fields are as it makes them once its effects have run.
	flushSync();
});
