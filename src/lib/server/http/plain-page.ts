import { FIRST_LANGUAGE, LANGUAGES, type Language } from '$lib/domain/language';

interface Said {
	title: string;
	text: string;
}

/** Said in every language, where nobody is known yet: no script, no picture, no address of anybody. */
export const plainPage = (
	status: number,
	say: (locale: Language) => Said,
	headers: Record<string, string> = {}
): Response =>
	new Response(pageOf(say), {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
			...headers
		}
	});

const pageOf = (say: (locale: Language) => Said): string => `<!doctype html>
<html lang="${FIRST_LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(FIRST_LANGUAGE).title}</title>
<style>:root{color-scheme:light dark}body{max-width:36rem;margin:10vh auto;padding:0 1rem;font:1.125rem/1.5 system-ui,sans-serif;color:light-dark(#1c1b18,#eee);background:light-dark(#fbfaf6,#0e1513)}h1,h2{line-height:1.2}</style>
</head>
<body>
<main>
${LANGUAGES.map((language) => sectionIn(language, say(language))).join('\n')}
</main>
</body>
</html>
`;

function sectionIn(language: Language, { title, text }: Said): string {
	const heading = language === FIRST_LANGUAGE ? 'h1' : 'h2';
	return `<section lang="${language}">
<${heading}>${title}</${heading}>
<p>${text}</p>
</section>`;
}
