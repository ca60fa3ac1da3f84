/** Session files, fetched when needed. "Loaded" means registered with the right digest: a login page served as script fires `onload` too. */

import type { Host, SessionTable } from "./contract";

const PATIENCE = 30000;

export class Library {
  private readonly pages = new Map<string, string>();
  private readonly registered = new Map<string, string>();
  private readonly running = new Map<string, Promise<boolean>>();
  private readonly attempts = new Map<string, number>();

  constructor(private readonly host: Host) {}

  /** Called by session files. Pages of another version of the course are not taken. */
  register(id: string, digest: string, pages: Record<string, string>): void {
    this.registered.set(`${id} ${digest}`, id);
    for (const page of Object.keys(pages)) this.pages.set(`${id} ${digest} ${page}`, pages[page] as string);
  }

  has(session: SessionTable): boolean {
    return this.registered.has(`${session.id} ${session.digest}`);
  }

  page(session: SessionTable, page: string): string | null {
    return this.pages.get(`${session.id} ${session.digest} ${page}`) ?? null;
  }

  /** Resolves to whether the session is here now. */
  fetch(session: SessionTable): Promise<boolean> {
    if (this.has(session)) return Promise.resolve(true);
    const running = this.running.get(session.id) || this.request(session);
    this.running.set(session.id, running);
    return running;
  }

  private request(session: SessionTable): Promise<boolean> {
    const attempt = this.attempts.get(session.id) || 0;
    this.attempts.set(session.id, attempt + 1);
    const { document } = this.host.window;
    const script = document.createElement("script");
    // A new element each time; the same address again could be answered from memory with the same login page.
    script.src = session.file + (attempt ? `?again=${attempt}` : "");
    return new Promise<void>((done) => {
      script.onload = script.onerror = () => done();
      document.head.appendChild(script);
      void this.host.wait(PATIENCE).then(done);
    }).then(() => {
      script.remove();
      this.running.delete(session.id);
      return this.has(session);
    });
  }
}
