/** The page for want of a network, of which one language is left: the others are hidden, for eyes and ears. */
export const inLanguage = (page: string, language: string): string =>
	page.includes(`data-spoken="${language}"`)
		? page
				.replace(/<html([^>]*) lang="[^"]*"/, `<html$1 lang="${language}"`)
				.replaceAll(/data-spoken="([^"]*)"/g, (block, spoken: string) =>
					spoken === language ? block : `${block} hidden`
				)
		: page;
