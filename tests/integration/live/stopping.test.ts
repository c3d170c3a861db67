import { expect, test } from 'vitest';
import { createSession } from '$lib/server/auth/session';
import { stopStreams } from '$lib/server/live/hub';
import { openStream } from '$lib/server/live/open-stream';
import { useDatabase } from '../../support/database';
import { buildWorld } from '../../support/world';

useDatabase();

test('a server that stops ends its streams, and begins none that was on its way', async () => {
	const { ours } = await buildWorld();
	const scope = ours.desk.approver;
	const { id: sessionId } = await createSession(scope.user.id, scope.organisationId);
	const before = await openStream(scope, { sessionId });
	const undo = stopStreams();
	const after = await openStream(scope, { sessionId });
	undo();
	for (const stream of [before, after])
		expect(await new Response(stream).text()).toMatch(/^retry: /);
});
