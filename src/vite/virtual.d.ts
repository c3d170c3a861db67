/** Address of a page's own script, by language (page-script.ts). */
declare module 'virtual:page-script/*' {
	import type { Language } from '$lib/i18n/language';
	const addresses: Record<Language, string>;
	export default addresses;
}
