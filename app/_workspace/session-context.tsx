"use client";
// The session of a screen, for every component below.
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { SessionView } from "@/lib/sessions/view-session";
import { createSessionStore, type SessionState, type SessionStore } from "./session-store";

const SessionContext = createContext<SessionStore | undefined>(undefined);

interface SessionProviderProps {
  readonly view: SessionView;
  /** A picture of the demo before anyone has typed has nothing to connect to. */
  readonly isConnected?: boolean;
  readonly children: ReactNode;
}

export function SessionProvider({ view, isConnected = true, children }: SessionProviderProps) {
  const [store] = useState(() => createSessionStore(view.facts, view.present));
  useEffect(() => (isConnected ? store.connect() : undefined), [store, isConnected]);
  return <SessionContext value={store}>{children}</SessionContext>;
}

/** For a session that somebody else opened and closes. */
export function KnownSession({ store, children }: { store: SessionStore; children: ReactNode }) {
  return <SessionContext value={store}>{children}</SessionContext>;
}

export function useSession(): SessionStore {
  const store = use(SessionContext);
  if (store === undefined) throw new Error("useSession needs a SessionProvider");
  return store;
}

/** `useSessionState((state) => state.clock)` */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  const store = useSession();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
