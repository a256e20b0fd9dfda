/** Names of the files of tfjs's WASM engine, and where they are. */
export type WasmPaths = Readonly<Record<string, string>>;

/**
 * Where this package keeps the files. Written so that bundlers see each of them; this module stays one level
 * below the package, as the built one does.
 */
export function packagedWasmPaths(): WasmPaths {
  return {
    'tfjs-backend-wasm.wasm': new URL('../wasm/tfjs-backend-wasm.wasm', import.meta.url).href,
    'tfjs-backend-wasm-simd.wasm': new URL('../wasm/tfjs-backend-wasm-simd.wasm', import.meta.url).href,
    'tfjs-backend-wasm-threaded-simd.wasm': new URL(
      '../wasm/tfjs-backend-wasm-threaded-simd.wasm',
      import.meta.url,
    ).href,
  };
}
