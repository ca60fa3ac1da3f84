/** Session files, fetched when needed. "Loaded" means registered with the right digest: a login page served as script fires `onload` too. */

import type { Host, SessionTable } from "./contract";

const PATIENCE = 30000;

export interface Library {
  /** Called by session files. Pages of another version of the course lie there unread. */
  register(id: string, digest: string, pages: Record<string, string>): void;
  page(session: SessionTable, page: string): string | null;
  /** Resolves to whether the session is here now. */
  fetch(session: SessionTable): Promise<boolean>;
}

export function makeLibrary(host: Host): Library {
  const registered = new Map<string, Record<string, string>>();
  const running = new Map<string, Promise<boolean>>();
  const attempts = new Map<string, number>();
  const pagesOf = (session: SessionTable): Record<string, string> | undefined => registered.get(`${session.id} ${session.digest}`);

  function request(session: SessionTable): Promise<boolean> {
    const attempt = attempts.get(session.id) || 0;
    attempts.set(session.id, attempt + 1);
    const { document } = host.window;
    const script = document.createElement("script");
    // A new element each time; the same address again could be answered from memory with the same login page.
    script.src = session.file + (attempt ? `?again=${attempt}` : "");
    return new Promise<void>((done) => {
      script.onload = script.onerror = () => done();
      document.head.appendChild(script);
      void host.wait(PATIENCE).then(done);
    }).then(() => {
      script.remove();
      running.delete(session.id);
      return !!pagesOf(session);
    });
  }

  return {
    register: (id, digest, pages) => { registered.set(`${id} ${digest}`, pages); },
    page: (session, page) => (pagesOf(session) || {})[page] ?? null,
    fetch: (session) => {
      if (pagesOf(session)) return Promise.resolve(true);
      const promise = running.get(session.id) || request(session);
      running.set(session.id, promise);
      return promise;
    },
  };
}
