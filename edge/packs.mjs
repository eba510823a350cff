// The language packs, as data modules beside the WebAssembly: what is data is not compiled, and not counted as code.
import en from "./en.bin";
import fr from "./fr.bin";

/** The bytes of each pack; the Rust half asks once an instance. */
export const bundled = () => [fr, en].map((pack) => new Uint8Array(pack));
