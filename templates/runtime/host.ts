/** What the world gives, for drivers and player alike. Nothing else in the runtime asks for the time, chance or storage. */

import type { Host, Parts, Store } from "./contract";

export function makeHost(window: Window, parts: Partial<Parts>, notify: Host["notify"], late: Host["late"]): Host {
  return {
    window,
    now: () => Date.now(),
    uuid: () => makeUuid(window.crypto),
    reloaded: () => {
      const [entry] = window.performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return !!entry && (entry.type === "reload" || entry.type === "back_forward");
    },
    deviceStore: openStore(() => window.localStorage),
    windowStore: openStore(() => window.sessionStorage),
    wait: (ms) => new Promise((done) => { window.setTimeout(done, ms); }),
    part: (name) => {
      const part = parts[name];
      if (!part) throw new Error(`This package carries no part "${name}"`);
      return part;
    },
    notify, late,
  };
}

/** Version 4 (RFC 9562 5.4). `crypto.randomUUID` is missing on plain http, which some platforms still are. */
function makeUuid(crypto: Crypto): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => (byte + 0x100).toString(16).slice(1)).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Browsers block storage by throwing, at first sight or at the first write: both are found here, and later faults never throw. */
function openStore(find: () => Storage): Store | null {
  const guarded = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const store = guarded<Storage | null>(find, null);
  if (!store) return null;
  const set = (key: string, value: string): boolean => guarded(() => { store.setItem(key, value); return true; }, false);
  const remove = (key: string): void => { guarded(() => { store.removeItem(key); }, undefined); };
  if (!set("copack-test", "1")) return null;
  remove("copack-test");
  return { get: (key) => guarded(() => store.getItem(key), null), set, remove, keys: () => guarded(() => Object.keys(store), []) };
}
