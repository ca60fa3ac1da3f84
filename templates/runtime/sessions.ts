/** Session files, fetched when needed. "Loaded" means registered with the right digest: a login page served as script fires `onload` too. */

import type { Host } from "./contract";
import { findAll } from "./dom";
import { fetchLaunchPage } from "./launch_page";

const PATIENCE = 30000;

/** Where a session's pages are, as the launch page says. `digest` is of the pages. */
export interface SessionFile { address: string; digest: string }

export interface Library {
  /** Called by session files. Pages of another version of the course lie there unread. */
  register(id: string, digest: string, pages: Record<string, string>): void;
  page(session: string, page: string): string | null;
  /** Resolves to whether the session is here now. */
  fetch(session: string): Promise<boolean>;
  /** Where pages are, by session; another language has other files. */
  files: Map<string, SessionFile>;
  /** Whether something answered for the session's address that was no session: a login page does. */
  isMistaken(session: string): boolean;
}

/** Ids of sessions and their files. */
export function readSessionFiles(document: Document): Map<string, SessionFile> {
  return new Map(findAll(document, "link[data-session]").map((link): [string, SessionFile] => (
    [link.dataset["session"] || "", { address: link.getAttribute("href") || "", digest: link.dataset["digest"] || "" }]
  )));
}

export function makeLibrary(host: Host, files: Map<string, SessionFile>): Library {
  const registered = new Map<string, Record<string, string>>();
  const running = new Map<string, Promise<boolean>>();
  const attempts = new Map<string, number>();
  const mistaken = new Set<string>();
  const fileOf = (session: string): SessionFile => files.get(session) || { address: "", digest: "" };
  const pagesOf = (session: string): Record<string, string> | undefined => registered.get(`${session} ${fileOf(session).digest}`);

  function request(session: string): Promise<boolean> {
    const attempt = attempts.get(session) || 0;
    attempts.set(session, attempt + 1);
    mistaken.delete(session);
    const { document } = host.window;
    const script = document.createElement("script");
    // A new element each time; the same address again could be answered from memory with the same login page.
    script.src = fileOf(session).address + (attempt ? `?again=${attempt}` : "");
    return new Promise<void>((done) => {
      script.onload = () => {
        if (!pagesOf(session)) mistaken.add(session);
        done();
      };
      script.onerror = () => {
        // A launch page that is older than the package names files that are gone: the next launch must not find it in the cache again.
        void fetchLaunchPage(host.window);
        done();
      };
      document.head.appendChild(script);
      void host.wait(PATIENCE).then(done);
    }).then(() => {
      script.remove();
      running.delete(session);
      return !!pagesOf(session);
    });
  }

  return {
    files,
    register: (id, digest, pages) => { registered.set(`${id} ${digest}`, pages); },
    page: (session, page) => (pagesOf(session) || {})[page] ?? null,
    fetch: (session) => {
      if (pagesOf(session)) return Promise.resolve(true);
      const promise = running.get(session) || request(session);
      running.set(session, promise);
      return promise;
    },
    isMistaken: (session) => mistaken.has(session),
  };
}
