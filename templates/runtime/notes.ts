/**
 * Own words: what learners write for themselves. They live in this window and never enter a platform's record (tracking contract 5).
 *
 * A reload finds them again; a new launch in the same tab does not, since somebody else may have sat down there. On the device they
 * are kept only where the learner asked for it.
 */

import type { Host, Response, Store } from "./contract";

export interface Notes {
  get(key: string): Response | null;
  set(key: string, response: Response | null): void;
  empty(): boolean;
  /** Whether the learner asked for them to be kept on this device; null where this browser keeps nothing. */
  kept(): boolean | null;
  keep(wanted: boolean): void;
  /** The learner leaves: the window forgets them, the device only where they are not to be kept. */
  close(): void;
  /** Forgets everything, everywhere. */
  clear(): void;
}

export function makeNotes(host: Host, course: string): Notes {
  const name = `copack-notes:${course}`;
  const { windowStore, deviceStore } = host;
  let onDevice = !!deviceStore && deviceStore.get(name) !== null;
  if (!host.reloaded() && windowStore) windowStore.remove(name);
  const words = new Map(read(onDevice ? deviceStore : windowStore, name));

  function write(): void {
    const text = JSON.stringify(Array.from(words));
    if (windowStore) windowStore.set(name, text);
    if (onDevice && deviceStore) onDevice = deviceStore.set(name, text);
  }

  return {
    get: (key) => words.get(key) || null,
    set: (key, response) => {
      if (response) words.set(key, response);
      else words.delete(key);
      write();
    },
    empty: () => words.size === 0,
    kept: () => (deviceStore ? onDevice : null),
    keep: (wanted) => {
      onDevice = wanted && !!deviceStore;
      if (!wanted && deviceStore) deviceStore.remove(name);
      write();
    },
    close: () => { if (windowStore) windowStore.remove(name); },
    clear: () => {
      words.clear();
      onDevice = false;
      for (const store of [windowStore, deviceStore]) if (store) store.remove(name);
    },
  };
}

/** What a store holds is a stranger's text until it has the right form. */
function read(store: Store | null, name: string): [string, Response][] {
  try {
    const entries: unknown = JSON.parse((store && store.get(name)) || "[]");
    return Array.isArray(entries) ? entries.filter((entry): entry is [string, Response] => Array.isArray(entry) && typeof entry[0] === "string" && isResponse(entry[1])) : [];
  } catch {
    return [];
  }
}

const isResponse = (value: unknown): boolean => typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Hands a text to the learner as a file. */
export function download(window: Window & typeof globalThis, name: string, text: string): void {
  const { document } = window;
  // The mark at the start tells older programs that this is UTF-8.
  const address = window.URL.createObjectURL(new window.Blob(["\ufeff", text.replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => window.URL.revokeObjectURL(address), 60000);
}
