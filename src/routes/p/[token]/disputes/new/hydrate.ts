import { parse } from 'devalue';
import { hydrate } from 'svelte';
import { FIRST_LANGUAGE } from '$lib/domain/language';
import { asLanguage } from '$lib/i18n/language';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import NewDispute from './NewDispute.svelte';

/** The whole script of this page: its own Svelte, the form, and what is said in it (src/vite/page-script.ts). */
const language = asLanguage(document.documentElement.lang) ?? FIRST_LANGUAGE;
overwriteGetLocale(() => language);

const target = document.getElementById('new-dispute')!;
hydrate(NewDispute, { target, props: parse(target.dataset.props!) });
