/** Hands a file to the visitor. */
export function downloadFile(name: string, content: Uint8Array | string, type: string): void {
  const blob = new Blob([content as Uint8Array<ArrayBuffer> | string], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
