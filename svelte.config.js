import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ precompress: true }),
		// The page kept for want of a network is shown under other addresses than its own.
		paths: { relative: false },
		// Styles come with the page: one round trip less on a telephone, and nothing is laid out twice (docs/decisions/styles-in-the-page.md).
		inlineStyleThreshold: 20_000,
		// Our own worker is built by kit; the PWA plugin only injects the list of files into it.
		serviceWorker: { register: false },
		// Links opened from a mail client carry a token in the path: `same-origin` keeps native form posts alive.
		csp: {
			// The hash of what is written into a page, not a nonce: drawn again from the same data it is the same page.
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'worker-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'frame-ancestors': ['self'],
				'object-src': ['none']
			}
		},
		files: { hooks: { server: 'src/hooks.server' } }
	}
};
