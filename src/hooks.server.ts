import { FIRST_LANGUAGE } from '$lib/domain/language';
import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { createTRPCHandle } from 'trpc-sveltekit';
import { answeredWork } from '$lib/server/auth/after-answer';
import { closePool } from '$lib/server/db/client';
import { copiedLink } from '$lib/server/http/copied-link';
import { deskOnly } from '$lib/server/http/desk-only';
import { door } from '$lib/server/http/door';
import { errorReference } from '$lib/server/http/error-reference';
import { headers } from '$lib/server/http/headers';
import { numbersInOnePiece } from '$lib/server/http/in-one-piece';
import { keptPages } from '$lib/server/http/kept-pages';
import { language } from '$lib/server/http/language';
import { scope } from '$lib/server/http/scope';
import { squeeze } from '$lib/server/http/squeeze';
import { startEngine, stopEngine } from '$lib/server/jobs/schedule';
import { stopStreams } from '$lib/server/live/hub';
import { createContext } from '$lib/server/trpc/context';
import { httpRouter } from '$lib/server/trpc/router';

export const init: ServerInit = () => {
	// Also runs while prerendering, where there is no database.
	if (building) return;
	startEngine();
	// Told by src/launch/http-server.mjs, which waits for every answer under way: these would never end.
	process.once('entendu:closing', stopStreams);
	process.once('sveltekit:shutdown', async () => {
		stopStreams();
		await Promise.all([stopEngine(), answeredWork()]);
		await closePool();
	});
};

const procedures = createTRPCHandle({ router: httpRouter, createContext, url: '/trpc' });

/** While prerendering nobody is there: no settings, no database, no secrets. */
const nobody: Handle = ({ event, resolve }) => {
	const locals = { scope: null, sessionId: null, requestId: 'build', language: FIRST_LANGUAGE };
	Object.assign(event.locals, locals);
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', FIRST_LANGUAGE)
	});
};

export const handle = building
	? nobody
	: sequence(
			squeeze,
			headers,
			door,
			copiedLink,
			scope,
			language,
			numbersInOnePiece,
			keptPages,
			deskOnly,
			procedures
		);

export const handleError: HandleServerError = errorReference;
