import type { ProxyMarked } from 'comlink';
import type { Session } from './session.js';

/** A room's verbs as the page sees them: without the session, all asynchronous, and themselves left in the worker. */
export type RoomVerbs<Module> = {
  readonly [Verb in keyof Module]: Module[Verb] extends (
    session: Session,
    ...given: infer Given
  ) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : never;
} & ProxyMarked;

/** The verbs of a room whose code is loaded when the first is used. */
export function lazyRoom<Module extends object>(
  session: Session,
  loadModule: () => Promise<Module>,
): RoomVerbs<Module> {
  return new Proxy({} as RoomVerbs<Module>, {
    get:
      (_, verb) =>
      async (...given: unknown[]) => {
        const room = (await loadModule()) as Record<string | symbol, (...given: unknown[]) => unknown>;
        return room[verb]!(session, ...given);
      },
  });
}
