import { parse } from 'devalue';
import { hydrate } from 'svelte';
import { FIRST_LANGUAGE } from '$lib/domain/language';
import { asLanguage } from '$lib/i18n/language';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import AmendDispute from './AmendDispute.svelte';

/** The whole script of this page (src/vite/page-script.ts). */
const language = asLanguage(document.documentElement.lang) ?? FIRST_LANGUAGE;
overwriteGetLocale(() => language);

const target = document.getElementById('amend-dispute')!;
hydrate(AmendDispute, { target, props: parse(target.dataset.props!) });
