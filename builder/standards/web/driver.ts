/**
 * The plain web package in the browser: progress stays on this device, and nobody is told (tracking contract 5).
 * Two windows keep theirs beside each other; whoever opens next merges them.
 */

import type { Change, Driver, Host, Kept, Launch, MakeDriver, WebTable } from "../../../templates/runtime/contract";

interface WindowProgress { state: string; location: string; at: number }

const MOST_WINDOWS = 4;

class WebDriver implements Driver {
  private readonly me: string;
  private merged: string[] = [];

  constructor(private readonly host: Host, private readonly table: WebTable) {
    this.me = `${table.key}#${host.uuid().slice(0, 8)}`;
  }

  launch(): Promise<Partial<Launch>> {
    const windows = Object.values(this.others()).sort((first, second) => second.at - first.at);
    this.merged = windows.map((window) => window.state);
    const same = this.sameWindow();
    return Promise.resolve({
      connection: "web", notice: this.host.deviceStore ? null : "notice-storage-blocked",
      states: this.merged, location: windows[0] ? windows[0].location : "", ask: windows.length > 0 && !same,
    });
  }

  save(change: Change): Promise<Kept> {
    return Promise.resolve(this.write(change));
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    const kept = this.write(change);
    // A failed exit has ended nothing: who loads the page anew is the same learner still.
    if (how === "exit" && kept !== "lost") this.host.windowStore?.remove(this.table.key);
    return Promise.resolve(kept);
  }

  /** Whether the course was open in this very window and nobody left it by "Save and exit": then a reload is the same person's. */
  private sameWindow(): boolean {
    const { windowStore } = this.host;
    const known = !!windowStore && windowStore.get(this.table.key) !== null;
    if (windowStore) windowStore.set(this.table.key, "open");
    return known;
  }

  returnAddress(): string | null {
    return null;
  }

  clear(): void {
    const { deviceStore } = this.host;
    if (deviceStore) this.keys().forEach((key) => deviceStore.remove(key));
    this.merged = [];
  }

  private write({ state, location }: Change): Kept {
    const { deviceStore } = this.host;
    const mine: WindowProgress = { state, location, at: this.host.now() };
    if (!deviceStore || !deviceStore.set(this.me, JSON.stringify(mine))) return "lost";
    const others = Object.entries(this.others()).sort(([, first], [, second]) => second.at - first.at);
    // What this window started from is part of its own progress now.
    others.forEach(([key, window], place) => {
      if (this.merged.indexOf(window.state) >= 0 || place >= MOST_WINDOWS) deviceStore.remove(key);
    });
    return "kept";
  }

  private keys(): string[] {
    const { deviceStore } = this.host;
    return deviceStore ? deviceStore.keys().filter((key) => key.indexOf(`${this.table.key}#`) === 0) : [];
  }

  private others(): Record<string, WindowProgress> {
    const windows: Record<string, WindowProgress> = {};
    for (const key of this.keys()) {
      const window = key === this.me ? null : read(this.host.deviceStore?.get(key) ?? null);
      if (window) windows[key] = window;
    }
    return windows;
  }
}

function read(text: string | null): WindowProgress | null {
  try {
    const { state, location, at } = JSON.parse(text ?? "null") as Record<keyof WindowProgress, unknown>;
    return typeof state === "string" ? { state, location: typeof location === "string" ? location : "", at: Number(at) || 0 } : null;
  } catch {
    return null;
  }
}

const makeDriver: MakeDriver = (host, table) => new WebDriver(host, table as WebTable);

export default makeDriver;
