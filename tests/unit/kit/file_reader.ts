/** What Node lacks of browsers: FileReader, as far as `readBytes` asks for it. */

class Reader {
  result: ArrayBuffer | null = null;
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;

  readAsArrayBuffer(file: Blob): void {
    file.arrayBuffer().then((bytes) => {
      this.result = bytes;
      this.onload?.();
    }, () => this.onerror?.());
  }
}

Object.assign(globalThis, { FileReader: Reader });
