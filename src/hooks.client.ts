import { FIRST_LANGUAGE } from '$lib/domain/language';
import { asLanguage } from '$lib/i18n/language';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

overwriteGetLocale(() => asLanguage(document.documentElement.lang) ?? FIRST_LANGUAGE);
