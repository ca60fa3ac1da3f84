/** The bytes of a file, or of a part of it. `Blob.arrayBuffer` is younger than the browsers of the floor. */
export function readBytes(file: Blob, start = 0, end = file.size): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(new Error("the browser could not read the file"));
    reader.readAsArrayBuffer(file.slice(start, end));
  });
}

const PIECE = 1 << 20;

/** Hands on the bytes of a file, a piece at a time: a course with films may be larger than the memory of the computer. */
export async function eachPiece(file: Blob, act: (piece: Uint8Array) => void): Promise<void> {
  for (let at = 0; at < file.size; at += PIECE) act(await readBytes(file, at, Math.min(file.size, at + PIECE)));
}
