import { DurableObject } from "cloudflare:workers";
import * as edge from "accalmie-edge";
import { settled } from "./trap.mjs";

/**
 * The class that workerd knows for a Durable Object written in Rust.
 *
 * After a panic the glue starts a new instance of the WebAssembly, and every Rust object of the old one is gone:
 * its memory was there. What must outlive that is in the object's storage, so the Rust half is simply made anew.
 */
export function durable(Rust) {
  return class extends DurableObject {
    #object;
    #instance;

    get #rust() {
      const { instanceId } = edge.__worker_init_state();
      if (this.#instance !== instanceId) {
        this.#object = new Rust(this.ctx, this.env);
        this.#instance = instanceId;
      }
      return this.#object;
    }

    fetch(request) {
      return settled(this.#rust.fetch(request));
    }

    alarm() {
      return settled(this.#rust.alarm());
    }
  };
}
