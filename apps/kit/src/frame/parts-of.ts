import type { StoreApi, UseBoundStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';

/** A hook for parts of a state: a component that takes them is drawn again when one of them changes, and no other. */
export function partsOf<State extends object>(useStore: UseBoundStore<StoreApi<State>>) {
  return function useParts<Name extends keyof State>(...names: readonly Name[]): Pick<State, Name> {
    return useStore(
      useShallow(
        (state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<State, Name>,
      ),
    );
  };
}
